import type { MailContent } from '../content'
import type { MailFrame } from './frame'
import { html, type Html } from './html'
import { readableOn } from './readableOn'

const FONT = 'font-family:-apple-system,BlinkMacSystemFont,\'Segoe UI\',Roboto,\'Helvetica Neue\',Arial,sans-serif'
const MONOSPACE = 'font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,monospace'

/**
 * The HTML body: plain blocks with inline styles, which is what every client renders. The one style
 * sheet is for dark mode, and where it is dropped the mail stays light and legible.
 */
export function htmlBody(content: MailContent, frame: MailFrame): string {
  return html`<!doctype html>
<html lang="${frame.locale}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<meta name="format-detection" content="telephone=no, date=no, address=no, email=no, url=no">
<title>${content.heading}</title>
<style>
:root { color-scheme: light dark; supported-color-schemes: light dark; }
@media (prefers-color-scheme: dark) {
.page { background: #101014 !important; color: #f4f4f5 !important; }
.card { background: #18181d !important; border-color: #2d2d35 !important; }
.code { background: #25252c !important; color: #f4f4f5 !important; }
.muted { color: #a8a8b3 !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:0;background:#f7f7f9;color:#18181b">
<div style="display:none;max-height:0;overflow:hidden;opacity:0">${content.preheader}</div>
<div class="page" style="padding:32px 16px;background:#f7f7f9;color:#18181b;font-size:16px;line-height:1.5;${FONT}">
<div class="card" style="max-width:480px;margin:0 auto;padding:32px 24px;background:#ffffff;border:1px solid #e2e2e8;border-radius:12px">
${header(frame)}
<h1 style="margin:0 0 12px;font-size:22px;line-height:1.3;overflow-wrap:anywhere">${content.heading}</h1>
<p style="margin:0 0 20px">${content.lead}</p>
${content.code !== undefined && html`<p class="code" style="margin:0 0 20px;padding:16px 8px;background:#f0f0f4;color:#18181b;border-radius:8px;font-size:32px;line-height:1.2;font-weight:700;letter-spacing:6px;text-align:center;white-space:nowrap;-webkit-user-select:all;user-select:all;${MONOSPACE}">${content.code}</p>`}
${content.link && button(content.link, frame.accentColor)}
${content.notes.map(note => html`<p class="muted" style="margin:0 0 12px;font-size:14px;color:#5b5b66">${note}</p>`)}
</div>
${frame.links.length > 0 && html`<p class="muted" style="max-width:480px;margin:16px auto 0;text-align:center;font-size:13px;color:#5b5b66">${frame.links.map(({ url, label }) => html`<a class="muted" href="${url}" style="margin:0 8px;color:#5b5b66">${label}</a>`)}</p>`}
</div>
</body>
</html>
`.source
}

function header({ name, logoUrl, accentColor }: MailFrame): Html {
  // Clients that block images show the alternative text in this style.
  return html`<p style="margin:0 0 24px;padding:0 0 16px;border-bottom:3px solid ${accentColor};font-size:18px;font-weight:700">${logoUrl ? html`<img src="${logoUrl}" alt="${name}" height="32" style="display:block;height:32px;max-width:100%;border:0">` : name}</p>`
}

function button({ url, label, hint }: NonNullable<MailContent['link']>, accentColor: string): Html {
  return html`<p style="margin:0 0 20px"><a href="${url}" style="display:inline-block;padding:12px 20px;background:${accentColor};color:${readableOn(accentColor)};border-radius:8px;font-weight:600;text-decoration:none">${label}</a></p>
<p class="muted" style="margin:0 0 12px;font-size:14px;color:#5b5b66;overflow-wrap:anywhere">${hint}<br><a class="muted" href="${url}" style="color:#5b5b66">${url}</a></p>`
}
