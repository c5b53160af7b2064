/** Social pictures that are drawn for articles and for the site. */
import type { Collections } from '../catalogue/catalogue.ts';
import type { Settings } from '../config/settings.ts';
import type { Article, SourcePath, UrlPath } from '../model.ts';
import { isRasterPicture, type RasterPicture } from '../pictures/renditions.ts';
import {
  isFitPhoto,
  type SocialPhoto,
  type SocialPicture,
  socialPictureName,
} from '../pictures/social/socialPicture.ts';
import { siteTexts } from '../siteTexts.ts';
import { dateView } from './dateView.ts';
import { mediaPath, type MediaLibrary, publicMediaFolder } from './mediaShelf.ts';

/** A picture that is to be drawn. */
export interface DrawnPicture {
  readonly url: UrlPath;
  readonly picture: SocialPicture;
  /** Who wants it, for the author. */
  readonly source: SourcePath;
  /** The file of its photograph. */
  readonly photo?: SourcePath;
}

export interface DrawnPictures {
  readonly forArticle: (article: Article) => DrawnPicture;
  readonly forSite: DrawnPicture;
}

/** The names of terms as the site spells them. */
type Spellings = Pick<Collections, 'sections' | 'authors'>;

export const settingsFile = 'site.yaml' as SourcePath;

/** `look`: tells how all of them look. */
export function createDrawnPictures(
  settings: Settings,
  spellings: Spellings,
  media: MediaLibrary,
  look: string,
): DrawnPictures {
  const cardOf = createCards(settings, spellings, media);
  const named = (card: Card): DrawnPicture => ({
    ...card,
    url: `/${publicMediaFolder}${socialPictureName(card.picture, look)}` as UrlPath,
  });
  const known = new Map<Article, DrawnPicture>();
  return {
    forSite: named({ source: settingsFile, picture: sitePicture(settings) }),
    forArticle: (article) => {
      const found = known.get(article) ?? named(cardOf(article));
      known.set(article, found);
      return found;
    },
  };
}

export interface Lead {
  readonly picture: RasterPicture;
  readonly path: SourcePath;
}

/** The picture above the text, if it is one of pixels. */
export function leadOf({ image, file }: Article, media: MediaLibrary): Lead | undefined {
  const path = image && mediaPath(image.src, file, media);
  const picture = path && media.peek(path);
  return picture && isRasterPicture(picture) ? { path, picture } : undefined;
}

type Card = Omit<DrawnPicture, 'url'>;

function createCards(
  { title: masthead }: Settings,
  { sections, authors }: Spellings,
  media: MediaLibrary,
): (article: Article) => Card {
  const sectionNames = new Map(sections.map(({ key, name }) => [key, name]));
  const authorNames = new Map(authors.map(({ key, name }) => [key, name]));
  return (article) => {
    const { title, kicker, section, label, file } = article;
    const anyLead = leadOf(article, media);
    const lead = anyLead && isFitPhoto(anyLead.picture) ? anyLead : undefined;
    const names = article.authors.map(({ key, name }) => authorNames.get(key) ?? name);
    const picture: SocialPicture = {
      masthead,
      label: label ? siteTexts.labels[label] : '',
      kicker: kicker ?? (section && (sectionNames.get(section.key) ?? section.name)) ?? '',
      headline: title,
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

function sitePicture({ title, description }: Settings): SocialPicture {
  return { masthead: title, label: '', kicker: '', headline: description || title, footer: [] };
}

function photoOf({ digest, width, height, focus }: RasterPicture): SocialPhoto {
  return { digest, width, height, ...(focus && { focus }) };
}
