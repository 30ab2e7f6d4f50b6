// A function of Vercel's Node runtime is a listener of node:http; files are served before it is asked.
import { createServer } from 'node:http'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'

const { default: listener } = await import(pathToFileURL(join(process.cwd(), '.vercel/output/functions/__fallback.func/index.mjs')).href)
createServer(listener).listen(Number(process.env.PORT), '127.0.0.1', () => process.stdout.write('Listening on\n'))
