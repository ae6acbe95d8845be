//! Pictures: measured before anything is decoded, and drawn anew, so that nothing but the picture is kept.
use domain::files::{FileKind, Limits, Refusal};
use image::{
    DynamicImage, ImageDecoder, ImageEncoder, ImageError, ImageFormat, ImageReader, RgbImage,
    codecs::{jpeg::JpegEncoder, png::PngEncoder},
    error::ImageResult,
};
use std::io::Cursor;

/// Longest side of a preview.
const PREVIEW: u32 = 320;
const QUALITY: u8 = 88;
const PREVIEW_QUALITY: u8 = 80;
/// Most bytes of a pixel that are decoded: 8 bits each of red, green, blue and opacity.
const PIXEL: u64 = 4;

/// A picture that is measured and not decoded yet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Picture {
    pub kind: FileKind,
    pub size: (u32, u32),
    /// Bytes of memory that it takes to draw it anew, about.
    pub weight: u64,
    max_alloc: u64,
}

/// A picture drawn anew: upright, and with nothing that the file said besides.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Redrawn {
    /// JPEG, or PNG.
    pub kind: FileKind,
    pub size: (u32, u32),
    pub file: Vec<u8>,
    /// A small JPEG.
    pub preview: Vec<u8>,
}

impl Picture {
    pub(super) fn open(file: &[u8], kind: FileKind, limits: &Limits) -> Result<Self, Refusal> {
        let broken = |_: ImageError| Refusal::Broken { kind };
        let size = reader(file, kind).into_dimensions().map_err(broken)?;
        limits.check_picture(kind, size)?;
        if kind == FileKind::Jpeg && !is_whole_jpeg(file) {
            return Err(Refusal::Broken { kind });
        }
        let pixels = u64::from(size.0) * u64::from(size.1);
        // The picture, and once more while it is turned.
        Ok(Self { kind, size, weight: pixels * PIXEL * 2, max_alloc: limits.pixels * PIXEL + (1 << 20) })
    }

    /// Draws it anew. It takes long and much memory: see [`Picture::weight`].
    ///
    /// # Errors
    /// [`Refusal::Broken`]; [`Refusal::TooManyPixels`] where the pixels are larger than what cameras and screens make.
    pub fn redraw(&self, file: &[u8]) -> Result<Redrawn, Refusal> {
        let (width, height) = self.size;
        self.draw(file).map_err(|error| match error {
            ImageError::Limits(_) => {
                Refusal::TooManyPixels { width, height, limit: self.max_alloc / PIXEL / PIXEL }
            }
            _ => Refusal::Broken { kind: self.kind },
        })
    }

    fn draw(&self, file: &[u8]) -> ImageResult<Redrawn> {
        let mut reader = reader(file, self.kind);
        let mut limits = image::Limits::default();
        limits.max_alloc = Some(self.max_alloc);
        reader.limits(limits);
        let mut decoder = reader.into_decoder()?;
        // Where the notes of a camera cannot be read the picture stays as it lies.
        let orientation = decoder.orientation().unwrap_or(image::metadata::Orientation::NoTransforms);
        let mut drawn = DynamicImage::from_decoder(decoder)?;
        drawn.apply_orientation(orientation);
        let small = drawn.thumbnail(PREVIEW.min(drawn.width()), PREVIEW.min(drawn.height()));
        let preview = jpeg(&on_white(small), PREVIEW_QUALITY)?;
        let size = (drawn.width(), drawn.height());
        let transparent = drawn.color().has_alpha();
        let (kind, file) = if transparent {
            (FileKind::Png, png(&DynamicImage::from(drawn.into_rgba8()))?)
        } else if self.kind == FileKind::Png {
            (FileKind::Png, png(&DynamicImage::from(drawn.into_rgb8()))?)
        } else {
            (FileKind::Jpeg, jpeg(&drawn.into_rgb8(), QUALITY)?)
        };
        Ok(Redrawn { kind, size, file, preview })
    }
}

fn reader(file: &[u8], kind: FileKind) -> ImageReader<Cursor<&[u8]>> {
    let format = match kind {
        FileKind::Png => ImageFormat::Png,
        FileKind::Webp => ImageFormat::WebP,
        _ => ImageFormat::Jpeg,
    };
    ImageReader::with_format(Cursor::new(file), format)
}

fn jpeg(picture: &RgbImage, quality: u8) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    JpegEncoder::new_with_quality(&mut file, quality).encode_image(picture)?;
    Ok(file)
}

fn png(picture: &DynamicImage) -> ImageResult<Vec<u8>> {
    let mut file = Vec::new();
    let color = picture.color().into();
    PngEncoder::new(&mut file).write_image(picture.as_bytes(), picture.width(), picture.height(), color)?;
    Ok(file)
}

/// A JPEG has no transparency: what shows through is white.
fn on_white(picture: DynamicImage) -> RgbImage {
    if !picture.color().has_alpha() {
        return picture.into_rgb8();
    }
    let picture = picture.into_rgba8();
    RgbImage::from_fn(picture.width(), picture.height(), |x, y| {
        let [red, green, blue, alpha] = picture.get_pixel(x, y).0.map(u32::from);
        let over =
            |colour: u32| u8::try_from((colour * alpha + 255 * (255 - alpha)) / 255).unwrap_or(u8::MAX);
        image::Rgb([over(red), over(green), over(blue)])
    })
}

/// Whether the picture of a JPEG ends: decoders make do with a half, and paint the rest grey.
fn is_whole_jpeg(file: &[u8]) -> bool {
    const START_OF_SCAN: u8 = 0xda;
    let mut at = 2;
    // Segment by segment: the small picture that cameras put into their notes has an end of its own.
    while let [0xff, marker, high, low, ..] = file.get(at..).unwrap_or_default() {
        let length = usize::from(u16::from_be_bytes([*high, *low]));
        match *marker {
            0xff => at += 1,
            START_OF_SCAN => return super::contains(&file[at..], &[0xff, 0xd9]),
            _ => at += 2 + length,
        }
    }
    false
}
