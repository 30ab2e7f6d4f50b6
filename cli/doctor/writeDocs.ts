import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { ROOT } from '../lib/root'
import { doctorMarkdown } from './renderDocs'

writeFileSync(join(ROOT, 'docs', 'doctor.md'), doctorMarkdown())
