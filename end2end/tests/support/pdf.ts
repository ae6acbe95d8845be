import { inflateSync } from "node:zlib";

/** Pages of a PDF, whose objects are packed. */
export function pagesOf(pdf: Buffer): number {
  const text = pdf.toString("latin1");
  let objects = text;
  for (const { index, 0: mark } of text.matchAll(/\/Type\s*\/ObjStm[^]*?stream\r?\n/g)) {
    objects += inflateSync(pdf.subarray(index + mark.length), { finishFlush: 2 }).toString("latin1");
  }
  return objects.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
