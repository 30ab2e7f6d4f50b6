/** One instruction of a Dockerfile, with its lines joined. */
export interface Instruction {
  name: string
  value: string
}

/** The stages of a Dockerfile, each with the `FROM` that begins it. */
export function readStages(dockerfile: string): Instruction[][] {
  const lines = dockerfile.replace(/^\s*#.*\n/gm, '').replace(/\\\n\s*/g, ' ').split('\n').filter(line => line.trim())
  const instructions = lines.map((line) => {
    const [name = '', ...rest] = line.trim().split(/\s+/)
    return { name: name.toUpperCase(), value: rest.join(' ') }
  })
  const stages: Instruction[][] = []
  for (const instruction of instructions) {
    if (instruction.name === 'FROM') stages.push([])
    stages.at(-1)?.push(instruction)
  }
  return stages
}

/** The words of an instruction in exec form, such as `CMD ["node", "a.mjs"]`; undefined when it is for a shell. */
export function execForm(value: string): string[] | undefined {
  const [json] = /\[.*\]$/.exec(value) ?? []
  return json === undefined ? undefined : JSON.parse(json) as string[]
}
