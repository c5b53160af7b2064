/** Feeds held against validators that have never heard of this project. */
import { execFileSync } from 'node:child_process';
import { Ajv } from 'ajv';
import ajvFormats from 'ajv-formats';
import schema from 'jsonfeed-schema/schema-v1.1.json' with { type: 'json' };
import { needToolHere } from './needTools.ts';

/** Ruby's own validating parser (the gem rss): which elements, how often, where, and with what values. */
const validator = `
require 'rss'
require 'json'
puts JSON.generate(JSON.parse(STDIN.read).map { |xml|
  begin
    RSS::Parser.parse(xml, validate: true, ignore_unknown_element: false) ? nil : 'no feed'
  rescue RSS::Error => error
    error.message
  end
})`;

/** Extensions of RSS that Ruby does not know: the links of Atom, the pictures of Media RSS. */
const unknownToRuby = /<(?:atom:link|media:content) [^>]*\/>/g;

/** What is wrong with each of the RSS and Atom feeds; null for a valid one. */
export function xmlFeedFaults(feeds: readonly string[]): readonly (string | null)[] {
  needToolHere('ruby');
  const input = JSON.stringify(feeds.map((xml) => xml.replace(unknownToRuby, '')));
  return JSON.parse(execFileSync('ruby', ['-e', validator], { input, encoding: 'utf8' }));
}

const ajv = new Ajv({ allErrors: true, strict: false });
ajvFormats.default(ajv);
const isJsonFeed = ajv.compile(schema);

/** What the schema of JSON Feed 1.1 (the package jsonfeed-schema) finds wrong. */
export function jsonFeedFaults(json: string): readonly string[] {
  return isJsonFeed(JSON.parse(json)) ? [] : [ajv.errorsText(isJsonFeed.errors)];
}
