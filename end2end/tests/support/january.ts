// January of the company: most give readings, some give none, a few what cannot be or hardly can; and what all are charged.
import { COLD, type Flat, HOT, type Service, services } from "./books.js";

export const IN_HOUSE = 120;

/** The last twelve flats of each house give no readings. */
export const isSilent = (at: number) => at % IN_HOUSE >= IN_HOUSE - 12;
/** Less than the month before. */
export const isWrong = (at: number) => at % 1_000 === 33;
/** Twenty times the usual. */
export const isStrange = (at: number) => at % 250 === 17 && !isSilent(at);

/** Is charged nothing; is given back more than it is charged; has a line that does not add up, by so much. */
export const LEFT_OUT = 210;
export const CREDIT = 100;
export const MISCOUNTED = 300;
export const MISTAKE = 500;

/** The flats that give readings, with what their meters show. */
export function readingsOf(flats: Flat[]): Flat[] {
  const used = (at: number, kind: string) => 1_000 + ((at * 131 + Number(kind) * 977) % 2_500);
  return flats.filter((flat) => !isSilent(flat.at)).map((flat) => ({
    ...flat,
    meters: flat.meters.map((meter) => {
      const water = meter.kind === COLD || meter.kind === HOT;
      const usual = (water ? 0 : 100_000) + used(flat.at, meter.kind);
      const more = meter.kind !== COLD ? usual : isWrong(flat.at) ? -1_000 : isStrange(flat.at) ? 90_000 : usual;
      return { ...meter, value: meter.value + more };
    }),
  }));
}

/** What accounts are charged, by number. */
export function billsOf(flats: Flat[]): Map<string, Service[]> {
  const bills = flats.filter(({ at }) => at !== LEFT_OUT).map(({ at, number }) => {
    const cold = isStrange(at) ? 4_000 : 2_000 + ((at * 7) % 30) * 100;
    const hot = at % 500 === 7 ? 60_000 : 1_500 + ((at * 11) % 20) * 100;
    const list = services(at, cold, hot, isSilent(at) ? "среднее" : "счётчик");
    if (at === CREDIT) list[1]!.recalculation = -1_500_000;
    return [number, list] as const;
  });
  return new Map(bills);
}
