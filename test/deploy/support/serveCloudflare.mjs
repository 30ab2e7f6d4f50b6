// workerd, the runtime of Cloudflare's, with the flags that the build asks for.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const { Log, LogLevel, Miniflare } = await import(pathToFileURL(join(process.env.MINIFLARE_FOLDER ?? '', 'node_modules/miniflare/dist/src/index.js')).href)
const output = join(process.cwd(), '.output')
const wrangler = JSON.parse(readFileSync(join(output, 'server/wrangler.json'), 'utf8'))

const server = new Miniflare({
  log: new Log(LogLevel.WARN),
  host: '127.0.0.1',
  port: Number(process.env.PORT),
  // It would ask Cloudflare where this machine is.
  cf: false,
  rootPath: join(output, 'server'),
  modulesRoot: join(output, 'server'),
  scriptPath: join(output, 'server', wrangler.main),
  modules: true,
  modulesRules: [{ type: 'ESModule', include: ['**/*.mjs'] }],
  compatibilityDate: wrangler.compatibility_date,
  compatibilityFlags: wrangler.compatibility_flags,
  assets: { directory: join(output, 'public'), binding: wrangler.assets.binding, routerConfig: { has_user_worker: true } },
  bindings: JSON.parse(process.env.APP_VARIABLES ?? '{}'),
})
await server.ready
process.stdout.write('Listening on\n')
process.once('SIGTERM', () => void server.dispose())
