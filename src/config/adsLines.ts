/** The `ads:` of `site.yaml`: lines of `ads.txt` (IAB Tech Lab, ads.txt 1.1). */
import * as v from 'valibot';
import { text } from '../yaml/fields.ts';

/** Domain of the advertising system, account, relation, and perhaps the id of an authority. */
const record = /^[a-z0-9.-]+ *, *[^,\s]+ *, *(?:DIRECT|RESELLER)(?: *, *[\w-]+)?$/i;
const variable = /^(?:OWNERDOMAIN|MANAGERDOMAIN|CONTACT|SUBDOMAIN|INVENTORYPARTNERDOMAIN)=\S.*$/i;

export const adsLines = v.array(
  v.pipe(
    text,
    v.check((line) => record.test(line) || variable.test(line), 'schema/ads-line'),
  ),
  'schema/list',
);
