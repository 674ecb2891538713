import { resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  createRequestHandler,
  type RouterContext,
  RouterContextProvider,
  type ServerBuild,
} from 'react-router'

/** Calls an endpoint in this process; typed by the endpoint in the pages. */
export type PagesApi = (endpoint: never, input: never) => Promise<unknown>

/** The facts of `src/web/server-context.ts`, as the build expects them; the paths come from the build itself. */
export interface RequestFacts {
  requestId: string
  nonce: string
  report: (error: unknown) => void
}

/** Vite bundles its own copy of the context keys, so they are read from the build. */
export type WebBuild = ServerBuild & {
  entry: {
    module: {
      apiContext: RouterContext<unknown>
      requestFacts: RouterContext<RequestFacts & { paths: readonly string[] }>
    }
  }
}

/** Reads what `vite build` wrote. */
export async function productionBuild(root: string): Promise<() => Promise<WebBuild>> {
  const file = pathToFileURL(resolve(root, 'server/index.js')).href
  const build = (await import(file)) as WebBuild
  return async () => build
}

type Handler = ReturnType<typeof createRequestHandler>
const handlers = new WeakMap<WebBuild, Handler>()

/** One handler per build: making it sorts every route, which took longer than many a page. */
export function handlerOf(build: WebBuild, mode: 'production' | 'development'): Handler {
  const known = handlers.get(build)
  if (known) return known
  const made = createRequestHandler(build, mode)
  handlers.set(build, made)
  return made
}

/** What the loaders of one request find in their context. */
export function contextOf(build: WebBuild, api: PagesApi, facts: RequestFacts): RouterContextProvider {
  const { apiContext, requestFacts } = build.entry.module
  const context = new RouterContextProvider()
  context.set(apiContext, api)
  context.set(requestFacts, { ...facts, paths: pathsOf(build) })
  return context
}

const knownPaths = new WeakMap<WebBuild['routes'], string[]>()

/** Full paths of every page without parameters, for the menus. */
function pathsOf(build: WebBuild): string[] {
  const known = knownPaths.get(build.routes)
  if (known) return known
  const paths = Object.keys(build.routes)
    .map((id) => fullPath(build, id))
    .filter((path) => path !== '' && !/[:*]/.test(path))
  knownPaths.set(build.routes, [...new Set(paths)])
  return knownPaths.get(build.routes)!
}

/** A route's path with those of its layouts: `/o/:orgSlug/book`. */
export function fullPath({ routes }: WebBuild, id: string | undefined): string {
  const route = id === undefined ? undefined : routes[id]
  if (!route) return ''
  return fullPath({ routes } as WebBuild, route.parentId) + (route.path ? `/${route.path}` : '')
}
