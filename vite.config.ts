import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'
import { widget } from './vite.widget.ts'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes `.br` and `.gz` beside every text asset, so the server never compresses a static file. */
function precompress(): Plugin {
  return {
    name: 'frontdesk:precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    async writeBundle(options) {
      const client = options.dir ?? 'build/client'
      const names = (await readdir(join(client, 'assets'))).filter((name) =>
        /\.(?:js|css|svg|json)$/.test(name),
      )
      const paths = [join(client, 'widget.js'), ...names.map((name) => join(client, 'assets', name))]
      await Promise.all(paths.map(compressFile))
    },
  }
}

async function compressFile(path: string) {
  const content = await readFile(path)
  const params = {
    [constants.BROTLI_PARAM_QUALITY]: 11,
    [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
  }
  await Promise.all([
    brotli(content, { params }).then((packed) => writeFile(`${path}.br`, packed)),
    zip(content, { level: 9 }).then((packed) => writeFile(`${path}.gz`, packed)),
  ])
}

/**
 * React Router's hooks for tracing in the browser, which we do not use: 1.3 kB of every page. When a new version
 * exports more, the build says so.
 */
function withoutInstrumentation(): Plugin {
  return {
    name: 'frontdesk:without-instrumentation',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    load: {
      filter: { id: /\/react-router\/dist\/production\/lib\/router\/instrumentation\.js$/ },
      handler: () => `
        export const consumeInstrumentationClientResultMetaReceiver = () => undefined
        export const getRouteInstrumentationUpdates = () => ({})
        export const instrumentClientSideRouter = (router) => router
        export const instrumentHandler = (handler) => handler
        export const instrumentationResultMetaContext = Symbol()
      `,
    },
  }
}

interface EndpointLike {
  method: string
  path: string
  produces?: string
}

function isEndpoint(value: unknown): value is EndpointLike {
  return (
    typeof value === 'object' && value !== null && 'method' in value && 'path' in value && 'access' in value
  )
}

/**
 * In a browser an endpoint is its method and path; the server alone validates. Everything else of a contract comes
 * from the whole file, and only when a page really uses it: Zod and the schemas would cost 25 to 70 kB.
 */
function thinContracts(): Plugin {
  return {
    name: 'frontdesk:thin-contracts',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    load: {
      filter: { id: /\/src\/modules\/[\w-]+\/contract(?:\.ts|\/[\w-]+\.ts)$/ },
      async handler(id) {
        const contract = Object.entries((await import(pathToFileURL(id).href)) as Record<string, unknown>)
        const thin = contract.flatMap(([name, value]) => {
          if (!isEndpoint(value)) return []
          const { method, path, produces } = value
          return [`export const ${name} = ${JSON.stringify({ method, path, produces })}`]
        })
        const rest = contract.filter(([, value]) => !isEndpoint(value)).map(([name]) => name)
        return [...thin, `export { ${rest.join(', ')} } from ${JSON.stringify(`${id}?full`)}`].join('\n')
      },
    },
  }
}

interface SourceNode {
  type: string
  start: number
  end: number
  declaration?: SourceNode | null
  declarations?: { init?: SourceNode | null }[]
}

/**
 * Files of `values`, contracts and domain hold schemas beside plain functions. Making a schema changes nothing, which a
 * bundler cannot know of a chain of calls: told so, it leaves out the schemas that nothing uses, and Zod with them.
 */
function pureSchemas(): Plugin {
  return {
    name: 'frontdesk:pure-schemas',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    transform: {
      filter: { id: contracts },
      handler(code) {
        const { body } = this.parse(code) as unknown as { body: SourceNode[] }
        const made = body
          .flatMap((node) => (node.declaration ?? node).declarations ?? [])
          .flatMap(({ init }) => (init && /^(?:Call|New)Expression$/.test(init.type) ? [init] : []))
        if (made.length === 0) return null
        let marked = code
        for (const { start, end } of made.toReversed()) {
          marked = `${marked.slice(0, start)}/* @__PURE__ */ (() => ${marked.slice(start, end)})()${marked.slice(end)}`
        }
        return { code: marked, map: null }
      },
    },
  }
}

// What every page loads, and what nearly every customer's page does: few files pack 3 kB better than many small ones.
const base =
  /src\/web\/(?:error-page|page-frame|nonce|server-context|kit\/(?:icon|shape|button|state|locale|brand-mark))\.tsx?/
const parts = /src\/web\/(?:form-fields|kit\/(?:form-result|step-form|money|when|choice-card|banner))\.tsx?/
const framework = /node_modules\/(?:react|react-dom|scheduler|react-router)\//

// Declaring schemas and error codes changes nothing in a browser: a contract that only a loader or an action needs
// is left out, also when a shared file imports it.
const contracts = /src\/(?:values\/|modules\/[\w-]+\/(?:contract|domain|events))/

// A piece of `ui/` that nobody uses is left out, though `public.ts` names it; its styles go with it.
const pieces = /src\/modules\/[\w-]+\/ui\/.*\.tsx?$/

export default defineConfig({
  plugins: [reactRouter(), thinContracts(), pureSchemas(), withoutInstrumentation(), widget(), precompress()],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          treeshake: {
            moduleSideEffects: [
              { test: contracts, sideEffects: false },
              { test: pieces, sideEffects: false },
            ],
          },
          output: {
            codeSplitting: {
              groups: [
                { name: 'framework', test: framework, priority: 2 },
                { name: 'base', test: base, priority: 1 },
                { name: 'parts', test: parts },
              ],
            },
          },
        },
      },
    },
  },
  build: { target: 'es2022', cssTarget: 'safari15', reportCompressedSize: false, assetsInlineLimit: 0 },
  // Without the entries, the first page in development answers 504 while Vite finds its dependencies.
  optimizeDeps: { entries: ['src/web/**/*.tsx', 'src/modules/*/ui/**/*.tsx'] },
})
