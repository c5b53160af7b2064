/** How text flows through HTML's elements. */

/** Their text belongs to the sentence around them. */
export const inlineElements: ReadonlySet<string> = new Set(
  'a abbr b bdi bdo cite data del dfn em i ins label mark q s small span strong sub sup time u wbr'.split(
    ' ',
  ),
);

/** Things in a sentence that hold no German of the author's. */
export const inlineThings: ReadonlySet<string> = new Set(
  'audio button canvas code iframe img kbd math object picture samp select svg tt var video'.split(' '),
);

/** Blocks that hold no German of the author's. */
export const foreignBlocks: ReadonlySet<string> = new Set('pre script style textarea template'.split(' '));
