/** New comments by e-mail, through the SMTP server that the site's owner names. */
import { createTransport } from 'nodemailer';
import { receiverTexts } from '../receiver/receiverTexts.ts';
import type { PendingComment } from '../receiver/sentFields.ts';
import type { NotificationChannel } from './createNotifier.ts';

export interface MailNotification {
  /** `smtp://` or `smtps://` with name, password and port as needed; never printed. */
  readonly server: string;
  readonly from: string;
  readonly to: string;
  /** Address of the site without a slash at its end. */
  readonly site: string;
  /** Milliseconds that the server may take for each answer. */
  readonly timeout: number;
}

export function notifyByMail({ server, from, to, site, timeout }: MailNotification): NotificationChannel {
  const transport = createTransport({
    url: server,
    connectionTimeout: timeout,
    greetingTimeout: timeout,
    socketTimeout: timeout,
    disableFileAccess: true,
    disableUrlAccess: true,
  });
  return {
    name: 'E-Mail',
    send: async (comments) => {
      const subject = receiverTexts.mail.subject(comments.length);
      await transport.sendMail({
        from,
        to,
        subject,
        text: comments.map((comment) => paragraphsOf(comment, site)).join('\n'),
      });
    },
  };
}

/** Characters of a text that are quoted. */
const longestQuote = 2000;

/** Nothing that a reader sent stands in a header, and the reader's e-mail address nowhere. */
function paragraphsOf({ id, name, article, text, remarks }: PendingComment, site: string): string {
  const { mail } = receiverTexts;
  const quote = text.length > longestQuote ? `${text.slice(0, longestQuote)}\n${mail.shortened}` : text;
  return [
    mail.by(name, site + article),
    '',
    ...quote.split('\n').map((line) => `> ${line}`),
    '',
    ...(remarks.length > 0 ? [`${mail.remarks}: ${remarks.join(' ')}`] : []),
    `${mail.answer}: blattmacher comments approve ${id} | reject ${id}`,
    '',
  ].join('\n');
}
