import { build, type Plugin } from 'vite'

/** `/widget.js`: the web chat that other sites load. One small file of its own, without React or anything else of ours. */
export function widget(): Plugin {
  return {
    name: 'frontdesk:widget',
    applyToEnvironment: (environment) => environment.name === 'client',
    async generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'widget.js', source: await buildWidget() })
    },
    configureServer(server) {
      server.middlewares.use('/widget.js', (_request, response, next) => {
        buildWidget().then((code) => {
          response.setHeader('content-type', 'text/javascript; charset=utf-8')
          response.setHeader('cross-origin-resource-policy', 'cross-origin')
          response.end(code)
        }, next)
      })
    },
  }
}

/** The widget's code, minified. */
export async function buildWidget(): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'warn',
    publicDir: false,
    build: {
      write: false,
      target: 'es2022',
      minify: true,
      lib: {
        entry: 'src/web/widget/main.ts',
        name: 'frontdeskWidget',
        formats: ['iife'],
        fileName: 'widget',
      },
    },
  })
  const [bundle] = Array.isArray(built) ? built : [built]
  if (!bundle || !('output' in bundle)) throw new Error('The widget was not built.')
  return bundle.output[0].code
}
