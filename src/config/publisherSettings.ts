/** The `publisher:` of `site.yaml`: facts about the publisher for machines. */
import * as v from 'valibot';
import { linkAddress, mapping, text, webAddress } from '../yaml/fields.ts';

export interface PublisherSettings {
  /** Missing: the blog's title. */
  readonly name?: string;
  readonly email?: string;
  /** Its pages elsewhere: social media, Wikipedia. */
  readonly profiles?: readonly string[];
  /** Pages that explain how it works, inside the site or whole addresses; named as schema.org names them. */
  readonly correctionsPolicy?: string;
  readonly ethicsPolicy?: string;
  readonly masthead?: string;
  readonly ownershipFundingInfo?: string;
}

export const publisherSchema = mapping({
  name: v.optional(text),
  email: v.optional(v.pipe(text, v.regex(/^[^\s@]+@[^\s@]+$/, 'schema/email'))),
  profiles: v.optional(v.array(webAddress, 'schema/list')),
  correctionsPolicy: v.optional(linkAddress),
  ethicsPolicy: v.optional(linkAddress),
  masthead: v.optional(linkAddress),
  ownershipFundingInfo: v.optional(linkAddress),
});
