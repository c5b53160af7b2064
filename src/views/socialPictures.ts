/**
 * Chooses the picture of a page for social media: a drawn one, the one above the text, or that of the site.
 */
import type { Collections } from '../collections/collections.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, Diagnostic, Media, SourcePath, UrlPath } from '../core/model.ts';
import { plainText } from '../core/html.ts';
import { isRasterPicture, type RasterPicture } from '../images/renditions.ts';
import { socialLayout } from '../images/socialCards/socialLayout.ts';
import {
  styleDigest,
  type SocialLook,
  isFitPhoto,
  type SocialPhoto,
  type SocialPicture,
  socialPictureName,
} from '../images/socialCards/socialPicture.ts';
import { diagnose } from '../core/diagnostics/diagnostics.ts';
import { absoluteHref } from './hrefs.ts';
import { mediaPath, type MediaLibrary, plainPicture, publicMediaFolder } from './mediaLibrary.ts';
import { typesetSettings } from './siteView.ts';
import type { SocialImageView } from './views.ts';
import { remembered } from '../core/remembered.ts';
import { siteTexts } from '../core/siteTexts.ts';
import { dateView } from '../core/time.ts';

export interface SocialPictures {
  readonly ofArticle: (article: Article) => SocialImageView | undefined;
  /** Picture of every other page. */
  readonly ofSite: () => SocialImageView | undefined;
  readonly drawn: () => readonly DrawnPicture[];
  readonly look: string;
}

export interface SocialPicturesOptions {
  readonly settings: Settings;
  readonly collections: Collections;
  readonly media: MediaLibrary;
  readonly look: SocialLook;
}

export interface DrawnPicture {
  readonly url: UrlPath;
  readonly picture: SocialPicture;
  /** Who wants it, for the author. */
  readonly source: SourcePath;
  /** The file of its photograph. */
  readonly photo?: SourcePath;
}

/** In pixels; narrower pictures are shown as thumbnails. */
const largeWidth = 600;

const settingsFile = 'site.yaml' as SourcePath;

export function createSocialPictures(options: SocialPicturesOptions): SocialPictures {
  const { collections, media } = options;
  const settings = typesetSettings(options.settings);
  const { url: site, design, title, description } = settings;
  const look = styleDigest(options.look);
  const choice = design.socialPictures;
  const named = (card: Omit<DrawnPicture, 'url'>): DrawnPicture => ({
    ...card,
    url: `/${publicMediaFolder}${socialPictureName(card.picture, look)}` as UrlPath,
  });
  const cardOf = createCards(title, collections, media);
  const forArticle = remembered((article: Article) => named(cardOf(article)));
  const sitePicture = { masthead: title, label: '', kicker: '', headline: description || title, footer: [] };
  const forSite = named({ source: settingsFile, picture: sitePicture });
  const isDrawn = (article: Article): boolean =>
    choice === 'immer' ||
    (choice === 'ohne-bild' && (leadOf(article, media)?.picture.width ?? 0) < largeWidth);
  const isSiteDrawn = choice !== 'nie' && design.socialPicture === undefined;
  const ofSite = (): SocialImageView | undefined => {
    if (isSiteDrawn) return drawnView(forSite, title, site);
    const path = design.socialPicture && mediaPath(design.socialPicture, settingsFile, media);
    const picture = path && media.at(path);
    return picture ? plainView(picture, title, site) : undefined;
  };
  return {
    look,
    ofSite,
    ofArticle: (article) => {
      if (isDrawn(article)) return drawnView(forArticle(article), article.title, site);
      const lead = leadOf(article, media)?.picture;
      return lead ? plainView(lead, article.image?.alt ?? lead.alt ?? '', site) : ofSite();
    },
    drawn: () => [...collections.articles.filter(isDrawn).map(forArticle), ...(isSiteDrawn ? [forSite] : [])],
  };
}

function drawnView({ url, picture }: DrawnPicture, alt: string, site: Settings['url']): SocialImageView {
  return {
    absoluteUrl: absoluteHref(site, url),
    type: picture.photo ? 'image/jpeg' : 'image/png',
    width: socialLayout.width,
    height: socialLayout.height,
    alt: plainText(alt),
  };
}

/** A picture of pixels as every program shows it; networks show no others. */
function plainView(picture: Media, alt: string, site: Settings['url']): SocialImageView | undefined {
  const { url, type, width, height } = plainPicture(picture);
  if (!isRasterPicture(picture) || width === undefined || height === undefined) return undefined;
  return { absoluteUrl: absoluteHref(site, url), type, width, height, alt: plainText(alt) };
}

/** Checks the picture that the settings name. */
export function checkSocialPicture(
  { socialPicture: src }: Settings['design'],
  media: Pick<MediaLibrary, 'has' | 'peek' | 'site'>,
): readonly Diagnostic[] {
  const path = src && mediaPath(src, settingsFile, media);
  const picture = path && media.peek(path);
  return !src || (picture && isRasterPicture(picture))
    ? []
    : [diagnose('design/no-social-picture', { src }, { file: settingsFile })];
}

interface Lead {
  readonly picture: RasterPicture;
  readonly path: SourcePath;
}

/** The picture above the text, if it is one of pixels. */
function leadOf({ image, file }: Article, media: MediaLibrary): Lead | undefined {
  const path = image && mediaPath(image.src, file, media);
  const picture = path && media.peek(path);
  return picture && isRasterPicture(picture) ? { path, picture } : undefined;
}

/** Pictures of articles, with the names of terms as the site spells them. */
function createCards(
  masthead: string,
  { sections, authors }: Collections,
  media: MediaLibrary,
): (article: Article) => Omit<DrawnPicture, 'url'> {
  const sectionNames = new Map(sections.map(({ key, name }) => [key, name]));
  const authorNames = new Map(authors.map(({ key, name }) => [key, name]));
  return (article) => {
    const { title, kicker, section, label, file, language } = article;
    const anyLead = leadOf(article, media);
    const lead = anyLead && isFitPhoto(anyLead.picture) ? anyLead : undefined;
    const names = article.authors.map(({ key, name }) => authorNames.get(key) ?? name);
    const picture: SocialPicture = {
      masthead,
      label: label ? siteTexts.labels[label] : '',
      kicker: kicker ?? (section && (sectionNames.get(section.key) ?? section.name)) ?? '',
      headline: title,
      ...(language !== undefined && { isForeign: true }),
      footer: footerOf(article, names, lead),
      ...(lead && { photo: photoOf(lead.picture) }),
    };
    return { source: file, picture, ...(lead && { photo: lead.path }) };
  };
}

/** One line, or beside a photograph two. */
function footerOf({ date, image }: Article, names: readonly string[], lead?: Lead): readonly string[] {
  const last = names.at(-1) ?? '';
  const authors = names.length > 1 ? `${names.slice(0, -1).join(', ')} ${siteTexts.and} ${last}` : last;
  const byline = authors && `${siteTexts.by} ${authors}`;
  const credit = lead && (image?.credit ?? lead.picture.credit);
  const others = [dateView(date).day, ...(credit ? [`${siteTexts.credit} ${credit}`] : [])];
  const lines = lead ? [byline, others.join(' · ')] : [[byline, ...others].filter(Boolean).join(' · ')];
  return lines.filter(Boolean);
}

function photoOf({ digest, width, height, focus }: RasterPicture): SocialPhoto {
  return { digest, width, height, ...(focus && { focus }) };
}
