// Nothing runs, nothing is sent, and pictures come from us alone: those from elsewhere are fetched by our server.
const POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data: 'self'"

// The mail is the client's paper: it stays light in the dark theme, as its pictures and colours were made for it.
const STYLE = `
  html { background: #fff; color: #1c1b1a; color-scheme: light; overflow-x: auto; overflow-y: hidden; }
  body { margin: 0; padding: 10px 12px; font: 14px/20px 'Inter Variable', Inter, system-ui, sans-serif; overflow-wrap: anywhere; }
  body > :first-child { margin-top: 0; }
  body > :last-child { margin-bottom: 0; }
  img { max-width: 100%; height: auto; }
  table { max-width: 100%; border-collapse: collapse; }
  td, th { padding: 3px 8px; text-align: left; vertical-align: top; }
  h1, h2, h3, h4, h5, h6 { margin: 12px 0 6px; font-size: 16px; line-height: 22px; }
  h1 { font-size: 20px; line-height: 26px; }
  blockquote { margin: 8px 0; padding-left: 12px; border-left: 2px solid #cfc8be; color: #6b6762; }
  details > summary { cursor: pointer; color: #0f5c4d; font-weight: 500; margin: 8px 0; }
  pre { white-space: pre-wrap; }
  a[href] { color: #0f5c4d; }
`

/**
 * The cleaned HTML of a mail as a document of its own. Pictures from elsewhere (`data-remote` with their number) are
 * left out, or fetched from where `addressOf` says.
 */
export function mailDocument(html: string, addressOf: ((index: number) => string) | null): string {
  const shown = html.replace(/<img\b[^>]*>/gi, (tag) => {
    const remote = /\bdata-remote="(\d{1,4})"/.exec(tag)?.[1]
    if (remote === undefined) return /\bsrc="/.test(tag) ? tag : ''
    return addressOf ? tag.replace(/^<img\b/i, `<img src="${addressOf(Number(remote))}"`) : ''
  })
  return `<!doctype html><html><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><base target="_blank"><style>${STYLE}</style></head><body>${shown}</body></html>`
}
