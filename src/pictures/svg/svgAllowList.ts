/**
 * Allow list for SVG: what draws, and nothing that runs, moves, loads or links elsewhere (SVG 2, appendices
 * „Element Index“ and „Attribute Index“).
 */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const svgNamespace = 'http://www.w3.org/2000/svg';
export const xlinkNamespace = 'http://www.w3.org/1999/xlink';

export const drawingElements = words(
  `circle clipPath defs desc ellipse feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix
  feDiffuseLighting feDisplacementMap feDistantLight feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR
  feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight feSpecularLighting feSpotLight feTile
  feTurbulence filter g line linearGradient marker mask path pattern polygon polyline radialGradient rect stop
  style svg switch symbol text textPath title tspan use view`,
);

/** Where they stand, what they hold stays: a picture in a page leads nowhere. */
export const transparentElements = words('a');

/** They go without a word: they draw nothing. */
export const silentElements = words('metadata');

export const drawingAttributes = words(
  `alignment-baseline amplitude azimuth baseFrequency baseline-shift bias class clip clip-path clip-rule clipPathUnits
  color color-interpolation color-interpolation-filters color-rendering cursor cx cy d diffuseConstant direction display
  divisor dominant-baseline dx dy edgeMode elevation exponent fill fill-opacity fill-rule filter filterUnits flood-color
  flood-opacity font-family font-size font-size-adjust font-stretch font-style font-variant font-weight fr fx fy
  gradientTransform gradientUnits height href id image-rendering in in2 intercept isolation k1 k2 k3 k4 kernelMatrix
  kernelUnitLength lang lengthAdjust letter-spacing lighting-color limitingConeAngle marker-end marker-mid marker-start
  markerHeight markerUnits markerWidth mask mask-type maskContentUnits maskUnits media method mix-blend-mode mode
  numOctaves offset opacity operator order orient overflow paint-order pathLength patternContentUnits patternTransform
  patternUnits points pointsAtX pointsAtY pointsAtZ preserveAlpha preserveAspectRatio primitiveUnits r radius refX refY
  requiredExtensions result role rotate rx ry scale seed shape-rendering side slope spacing specularConstant
  specularExponent spreadMethod startOffset stdDeviation stitchTiles stop-color stop-opacity stroke stroke-dasharray
  stroke-dashoffset stroke-linecap stroke-linejoin stroke-miterlimit stroke-opacity stroke-width style surfaceScale
  systemLanguage tableValues targetX targetY text-anchor text-decoration text-overflow text-rendering textLength
  transform transform-origin type unicode-bidi values vector-effect version viewBox visibility white-space width
  word-spacing writing-mode x x1 x2 xChannelSelector y y1 y2 yChannelSelector z`,
);
