// What the accounting of a company of thousands knows, in whole kopecks: the portal is compared with it, to the kopeck.

/** Money in kopecks, a volume in thousandths. */
export const RENT = "Квартплата";
export const REPAIRS = "Капремонт";
export const PRICES = { upkeep: 2850, cold: 3806, hot: 18853, repairs: 1700 };

export interface Flat {
  /** From nought on, as the generator of the demo makes them. */
  at: number;
  number: string;
  owner: string;
  meters: Meter[];
}

export interface Meter {
  /** Sber's code of what it measures. */
  kind: string;
  serial: string;
  /** The last value, in thousandths. */
  value: number;
}

export const COLD = "9";
export const HOT = "8";

const FIRST = 9_000_001;
export const numberOf = (at: number) => String(FIRST + at);

/** «1 234.50 ₽», as pages have it once spaces are ordinary ones. */
export function rubles(kopecks: number): string {
  const whole = Math.trunc(Math.abs(kopecks) / 100).toString().replace(/\B(?=(\d{3})+$)/g, " ");
  return `${kopecks < 0 ? "−" : ""}${whole}.${cents(kopecks)} ₽`;
}

/** «1234,50», as a spreadsheet has it. */
export const plain = (kopecks: number) =>
  `${kopecks < 0 ? "-" : ""}${Math.trunc(Math.abs(kopecks) / 100)},${cents(kopecks)}`;

const cents = (kopecks: number) => String(Math.abs(kopecks) % 100).padStart(2, "0");
const thousandths = (volume: number) => (volume / 1000).toFixed(3).replace(".", ",");
export const sum = (of: Iterable<number>) => [...of].reduce((all, one) => all + one, 0);

/** A volume in thousandths at a price in kopecks, rounded half up. */
const cost = (volume: number, price: number) => Math.floor((volume * price + 500) / 1000);

/** The accounts of Sber's file: a line for each, seven cells for each meter after the first five. */
export function flatsOf(file: Buffer): Flat[] {
  const lines = new TextDecoder("windows-1251").decode(file).split(/\r?\n/).filter(Boolean);
  const flats = lines.map((line) => {
    const cells = line.split(";");
    const number = cells[0] ?? "";
    const meters: Meter[] = [];
    for (let from = 5; from + 6 < cells.length; from += 7) {
      const [kind = "", serial = "", , , value = ""] = cells.slice(from, from + 7);
      meters.push({ kind, serial, value: Math.round(parseFloat(value.replace(",", ".")) * 1000) });
    }
    return { at: Number(number) - FIRST, number, owner: cells[1] ?? "", meters };
  });
  return flats.filter((flat) => flat.at >= 0).sort((one, other) => one.at - other.at);
}

export function sberFile(flats: Iterable<Flat>, day: string): string {
  const meters = (flat: Flat) =>
    flat.meters.map((meter) => `${meter.kind};${meter.serial};;;${thousandths(meter.value)};${day};;`).join("");
  return [...flats].map((flat) => `${flat.number};${flat.owner};;;;${meters(flat)}\r\n`).join("");
}

/** One row of charges. */
export interface Service {
  recipient: string;
  name: string;
  volume: number;
  source: string;
  price: number;
  recalculation: number;
  /** What the file says beside what volume × price comes to. */
  off: number;
}

const charged = (of: Service) => cost(of.volume, of.price) + of.off;
export const due = (of: Service) => charged(of) + of.recalculation;
export const dueTo = (recipient: string, services: Iterable<Service>) =>
  sum([...services].filter((of) => of.recipient === recipient).map(due));

/** What an account is charged for a month: `cold` and `hot` in thousandths. */
export function services(at: number, cold: number, hot: number, source = "счётчик"): Service[] {
  const area = 30_000 + ((at * 37) % 600) * 100;
  const of = (recipient: string, name: string, volume: number, by: string, price: number) =>
    ({ recipient, name, volume, source: by, price, recalculation: 0, off: 0 });
  return [
    of(RENT, "Содержание жилья", area, "площадь", PRICES.upkeep),
    of(RENT, "ХВС", cold, source, PRICES.cold),
    of(RENT, "ГВС", hot, source, PRICES.hot),
    of(REPAIRS, "Взнос на капремонт", area, "площадь", PRICES.repairs),
  ];
}

export function chargesFile(period: string, bills: Iterable<[number: string, services: Service[]]>): string {
  const head =
    "Период;Лицевой счёт;Получатель;Услуга;Ед. изм.;Объём;Источник объёма;Тариф;Начислено;Перерасчёт;К оплате\n";
  const row = (number: string, of: Service) => {
    const unit = of.source === "площадь" ? "м²" : "м³";
    const sums = [plain(of.price), plain(charged(of)), plain(of.recalculation), plain(due(of))];
    return `${[period, number, of.recipient, of.name, unit, thousandths(of.volume), of.source, ...sums].join(";")}\n`;
  };
  return head + [...bills].map(([number, list]) => list.map((of) => row(number, of)).join("")).join("");
}

/** Whether a bill wants to be looked at: below nought, the first one, twice or half of the one before and five hundred roubles away. */
export function isOdd(was: number | undefined, now: number): boolean {
  if (now < 0 || was === undefined) return true;
  return Math.abs(now - was) >= 50_000 && (now >= was * 2 || now * 2 <= was);
}

/** Letters as banks and accountants still send them. */
export function windows1251(text: string): Buffer {
  const rare: Record<string, number> = { "Ё": 0xa8, "ё": 0xb8, "№": 0xb9, "«": 0xab, "»": 0xbb };
  const byte = (letter: string) => {
    const code = letter.charCodeAt(0);
    return rare[letter] ?? (code >= 0x410 && code <= 0x44f ? code - 0x410 + 0xc0 : code);
  };
  return Buffer.from([...text].map(byte));
}
