// A function of Netlify's takes a Request and gives a Response; files are served before it is asked.
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { createApp, fromWebHandler, toNodeListener } from 'h3'

const { default: handler } = await import(pathToFileURL(join(process.cwd(), '.netlify/functions-internal/server/server.mjs')).href)
const app = createApp().use(fromWebHandler(request => handler(request, {})))
createServer(toNodeListener(app)).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('Listening on\n'))
