/**
 * Chooses the picture of a page for social media: a drawn one, the one above the text, or that of the site.
 */
import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, Diagnostic, Media } from '../model.ts';
import { plainText } from '../parse/german/plainText.ts';
import { isRasterPicture } from '../pictures/renditions.ts';
import { socialLayout } from '../pictures/social/socialLayout.ts';
import { styleDigest, type SocialLook } from '../pictures/social/socialPicture.ts';
import { diagnose } from '../report/diagnostics.ts';
import { createDrawnPictures, type DrawnPicture, leadOf, settingsFile } from './drawnPictures.ts';
import { absoluteHref } from './hrefs.ts';
import { mediaPath, type MediaLibrary, plainPicture } from './mediaShelf.ts';
import { typesetSettings } from './typesetSettings.ts';
import type { SocialImageView } from './socialViews.ts';

export interface SocialPictures {
  readonly ofArticle: (article: Article) => SocialImageView | undefined;
  /** Picture of every other page. */
  readonly ofSite: () => SocialImageView | undefined;
  /** All that are to be drawn. */
  readonly drawn: () => readonly DrawnPicture[];
  /** Digest of their look. */
  readonly look: string;
}

export interface SocialPicturesOptions {
  readonly settings: Settings;
  readonly collections: Pick<Collections, 'articles' | 'sections' | 'authors'>;
  readonly media: MediaLibrary;
  readonly look: SocialLook;
}

/** In pixels; narrower pictures are shown as thumbnails. */
const largeWidth = 600;

export function createSocialPictures(options: SocialPicturesOptions): SocialPictures {
  const { collections, media } = options;
  const settings = typesetSettings(options.settings);
  const { url: site, design, title } = settings;
  const style = styleDigest(options.look);
  const { forArticle, forSite } = createDrawnPictures(settings, collections, media, style);
  const choice = design.socialPictures;
  const hasLargeLead = (article: Article): boolean => {
    const lead = leadOf(article, media)?.picture;
    return lead !== undefined && lead.width >= largeWidth;
  };
  const isDrawn = (article: Article): boolean =>
    choice === 'immer' || (choice === 'ohne-bild' && !hasLargeLead(article));
  const isSiteDrawn = choice !== 'nie' && design.socialPicture === undefined;
  const ofSite = (): SocialImageView | undefined => {
    if (isSiteDrawn) return drawnView(forSite, title, site);
    const path = design.socialPicture && mediaPath(design.socialPicture, settingsFile, media);
    const picture = path && media.at(path);
    return picture ? plainView(picture, title, site) : undefined;
  };
  return {
    look: style,
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
  const { url, width, height } = plainPicture(picture);
  if (!isRasterPicture(picture) || width === undefined || height === undefined) return undefined;
  const type = `image/${url.slice(url.lastIndexOf('.') + 1).replace('jpg', 'jpeg')}`;
  return { absoluteUrl: absoluteHref(site, url), type, width, height, alt: plainText(alt) };
}

/** Checks the picture that the settings name. */
export function checkSocialPicture(
  { socialPicture: src }: Settings['design'],
  media: Pick<MediaLibrary, 'has' | 'peek'>,
): readonly Diagnostic[] {
  const path = src && mediaPath(src, settingsFile, media);
  const picture = path && media.peek(path);
  return !src || (picture && isRasterPicture(picture))
    ? []
    : [diagnose('design/no-social-picture', { src }, { file: settingsFile })];
}
