import { pathToFileURL } from 'node:url'

/** Prints the configuration in the named file as JSON. Runs in a process whose environment is that of a deployment. */
const [file = ''] = process.argv.slice(2)
const { default: config } = await import(pathToFileURL(file).href) as { default: unknown }
process.stdout.write(`${JSON.stringify(config)}\n`)
