import { PassThrough, Readable } from 'node:stream'
import { isbot } from 'isbot'
import { renderToPipeableStream } from 'react-dom/server'
import type { RouterContextProvider } from 'react-router'
import { type EntryContext, type HandleErrorFunction, isRouteErrorResponse, ServerRouter } from 'react-router'
import { NonceContext } from './web/nonce.ts'
import { requestFacts } from './web/server-context.ts'

export { apiContext } from './web/api.ts'
export { requestFacts } from './web/server-context.ts'

/** Deferred data that takes longer is given up, so a page never hangs. */
export const streamTimeout = 5_000

export default function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  routerContext: EntryContext,
  context: Readonly<RouterContextProvider>,
): Promise<Response> {
  const { nonce, report } = context.get(requestFacts)
  headers.set('content-type', 'text/html; charset=utf-8')
  if (request.method === 'HEAD') return Promise.resolve(new Response(null, { status, headers }))

  return new Promise((resolve, reject) => {
    let failed = false
    const respond = () => {
      const body = new PassThrough()
      body.on('close', () => clearTimeout(timeout))
      pipe(body)
      const stream = Readable.toWeb(body) as ReadableStream<Uint8Array>
      resolve(new Response(stream, { headers, status: failed ? 500 : status }))
    }
    // Search engines and previews read only what the first answer holds. A page that is kept has no nonce.
    const wait = nonce === '' || isbot(request.headers.get('user-agent') ?? '')
    const { pipe, abort } = renderToPipeableStream(
      <NonceContext value={nonce}>
        <ServerRouter context={routerContext} url={request.url} nonce={nonce} />
      </NonceContext>,
      {
        nonce,
        [wait ? 'onAllReady' : 'onShellReady']: respond,
        onShellError: reject,
        onError(error) {
          failed = true
          report(error)
        },
      },
    )
    const timeout = setTimeout(abort, streamTimeout + 1_000)
  })
}

/** Refusals of the API are answers, not faults; only surprises reach the log. */
export const handleError: HandleErrorFunction = (error, { request, context }) => {
  if (request.signal.aborted || isRouteErrorResponse(error)) return
  context.get(requestFacts).report(error)
}
