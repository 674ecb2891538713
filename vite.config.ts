import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { brotliCompress, constants, gzip } from 'node:zlib'
import { reactRouter } from '@react-router/dev/vite'
import { defineConfig, type Plugin } from 'vite'

const brotli = promisify(brotliCompress)
const zip = promisify(gzip)

/** Writes `.br` and `.gz` beside every text asset, so the server never compresses a static file. */
function precompress(): Plugin {
  return {
    name: 'frontdesk:precompress',
    apply: 'build',
    applyToEnvironment: (environment) => environment.name === 'client',
    async writeBundle(options) {
      const folder = join(options.dir ?? 'build/client', 'assets')
      const names = (await readdir(folder)).filter((name) => /\.(?:js|css|svg|json)$/.test(name))
      await Promise.all(names.map((name) => compressFile(join(folder, name))))
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

// One file for what every page loads anyway: it packs 2 kB better than the dozen small ones Vite would make.
const base =
  /src\/web\/(?:error-page|theme|nonce|server-context|api|kit\/(?:icon|shape|button|state|locale|brand-mark))\.tsx?/
const framework = /node_modules\/(?:react|react-dom|scheduler|react-router)\//

export default defineConfig({
  plugins: [reactRouter(), precompress()],
  environments: {
    client: {
      build: {
        rolldownOptions: {
          output: {
            codeSplitting: {
              groups: [
                { name: 'framework', test: framework, priority: 2 },
                { name: 'base', test: base, priority: 1 },
              ],
            },
          },
        },
      },
    },
  },
  build: { target: 'es2022', cssTarget: 'safari15', reportCompressedSize: false },
  // Without the entries, the first page in development answers 504 while Vite finds its dependencies.
  optimizeDeps: { entries: ['src/web/**/*.tsx', 'src/modules/*/ui/**/*.tsx'] },
})
