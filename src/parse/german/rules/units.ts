import { gap, narrowSpaceOf, protectGaps, type Rule } from '../edit.ts';

const symbols = [
  'mm|cm|dm|m|km|mm²|cm²|m²|km²|m³|cm³|ha|ml|cl|dl|l|hl',
  'mg|g|kg|t|dt|ms|s|min|h|km/h|m/s|Hz|kHz|MHz|GHz',
  'W|kW|MW|GW|TW|Wh|kWh|MWh|GWh|TWh|V|kV|mA|A|PS|Nm|N|kN|J|kJ|MJ|cal|kcal|Pa|hPa|bar|mbar|dB|lx|lm|K',
  'bit|kbit|Mbit|Gbit|B|kB|KB|MB|GB|TB|dpi|px',
  'Uhr|Ct|EUR|USD|CHF|GBP|Std|Min|Sek|Mio|Mrd|Bio|Tsd',
].join('|');

const beforeUnit = new RegExp(String.raw`[0-9½¼¾]${gap}(?=(?:${symbols})(?![\p{L}\p{N}_])|[€$£¥°′″])`, 'gu');
const beforePercent = new RegExp(String.raw`[0-9½¼¾]${gap}(?=[%‰])`, 'g');
const currency = /[€$£¥]|EUR|USD|CHF|GBP|Fr\./;
const afterCurrency = new RegExp(
  String.raw`(?:[€$£¥]|(?:EUR|USD|CHF|GBP|Fr\.))(?<!\p{N}\s?(?:[€$£¥]|\p{L}{3}))(?<![\p{L}\p{N}]\p{L}{2}[\p{L}.])${gap}(?=\p{N})`,
  'gu',
);
const millionsOfCurrency = new RegExp(String.raw`(?:Mio|Mrd|Bio|Tsd)\.${gap}(?=[€$£¥])`, 'g');

/** `12 km`, `20 %`, `5 Uhr`, `3 Mio.`: the unit stays with its number. A missing space is not invented. */
export const units: Rule = (text, options) => [
  ...protectGaps(text, beforeUnit),
  ...(text.includes('%') || text.includes('‰')
    ? protectGaps(text, beforePercent, narrowSpaceOf(options))
    : []),
  ...(currency.test(text)
    ? [...protectGaps(text, afterCurrency), ...protectGaps(text, millionsOfCurrency)]
    : []),
];
