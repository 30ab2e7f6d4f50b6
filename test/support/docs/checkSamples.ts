import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import ts from 'typescript'
import { binScript } from '../../../cli/lib/binScript'
import { ROOT } from '../../../cli/lib/root'
import type { Block } from './pages'

/** Type-checks samples as files of this project, each at the place that it names, all in one run of vue-tsc. @returns its complaints, a line each, led by page and line. */
export async function checkSamples(samples: Block[]): Promise<string[]> {
  // Neither lint, Git nor the project's own type check look in there.
  mkdirSync(join(ROOT, '.data'), { recursive: true })
  const folder = mkdtempSync(join(ROOT, '.data', 'docs-'))
  try {
    const files = samples.map((sample, index) => writeSample(join(folder, String(index)), sample))
    writeGeneratedApi(join(folder, 'generated', 'convex', '_generated'), samples)
    const config = join(folder, 'tsconfig.json')
    writeFileSync(config, JSON.stringify(tsconfig(folder, files)))
    return explain(await runVueTsc(config), folder, samples)
  }
  finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

function writeSample(folder: string, { language, code, file = `sample.${language}` }: Block): string {
  const path = join(folder, file)
  mkdirSync(dirname(path), { recursive: true })
  // A file with neither would share its names with the others.
  const isScript = language === 'ts' && !/^(?:import|export) /m.test(code)
  writeFileSync(path, isScript ? `${code}export {}\n` : code)
  return path
}

/** What the Convex CLI would generate in a project that has these samples. */
function writeGeneratedApi(folder: string, samples: Block[]): void {
  const present = readFileSync(join(ROOT, 'convex', '_generated', 'api.d.ts'), 'utf8')
  const modules = samples.flatMap(({ file }) => /^convex\/(\w+)\.ts$/.exec(file ?? '')?.[1] ?? []).filter(name => !present.includes(`"../${name}.js"`))
  const imports = modules.map(name => `import type * as ${name} from "../${name}.js";\n`)
  const entries = modules.map(name => `\n  ${name}: typeof ${name};`)
  mkdirSync(folder, { recursive: true })
  writeFileSync(join(folder, 'api.d.ts'), imports.join('') + present.replace('ApiFromModules<{', `ApiFromModules<{${entries.join('')}`))
}

/** They tell TypeScript of what this project adds to Nuxt, without being imported. */
const AUGMENTING = ['middleware/auth.global.ts', 'server/middleware/3.pageSession.ts', 'server/mail/mailer.ts', 'server/plugins/contentSecurityPolicy.ts']

function tsconfig(folder: string, files: string[]) {
  const { config } = ts.readConfigFile(join(ROOT, '.nuxt', 'tsconfig.json'), path => ts.sys.readFile(path)) as { config: { compilerOptions: { paths: Record<string, string[]> } } }
  const fromHere = (path: string) => relative(folder, join(ROOT, '.nuxt', path))
  const paths = Object.entries(config.compilerOptions.paths).map(([alias, targets]) => [alias, targets.map(fromHere)])
  return {
    extends: fromHere('tsconfig.json'),
    compilerOptions: {
      noEmit: true,
      // Each sample stands where it says in a project that has all the others, too.
      rootDirs: [relative(folder, ROOT), './generated', ...files.map((_, index) => `./${index}`)],
      paths: {
        ...Object.fromEntries(paths),
        '#convex/*': ['./generated/convex/*', `${relative(folder, ROOT)}/convex/*`],
        // The alias that this project has in an application that extends it.
        '#layers/nuxt-workos-convex/*': [`${relative(folder, ROOT)}/*`],
      },
    },
    include: [],
    files: [fromHere('nuxt.d.ts'), ...AUGMENTING.map(file => relative(folder, join(ROOT, file))), ...files.map(file => relative(folder, file))],
  }
}

async function runVueTsc(config: string): Promise<string> {
  const child = spawn(process.execPath, [binScript('vue-tsc'), '--project', config, '--pretty', 'false'], { cwd: ROOT, stdio: ['ignore', 'pipe', 'pipe'] })
  let said = ''
  child.stdout.on('data', chunk => said += String(chunk))
  child.stderr.on('data', chunk => said += String(chunk))
  const [code] = await once(child, 'close') as [number | null]
  if (code !== 0 && said === '') throw new Error(`vue-tsc ended with ${code}`)
  return said
}

/** What is said of the samples, by page and line. The rest of the project has a type check of its own, of which this run sees only parts. */
function explain(said: string, folder: string, samples: Block[]): string[] {
  const complaint = new RegExp(`^${relative(ROOT, folder)}/(?:(\\d+)/\\S+?\\((\\d+),\\d+\\))?(.*)$`)
  return said.split('\n').flatMap((line) => {
    const [, index, row, rest = ''] = complaint.exec(line) ?? []
    if (index === undefined) return rest || /^error/.test(line) ? [line] : []
    const sample = samples[Number(index)]
    return [`${sample?.page}:${(sample?.line ?? 0) + Number(row)}${rest}`]
  })
}
