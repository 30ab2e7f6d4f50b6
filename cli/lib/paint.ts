import { styleText } from 'node:util'

type Format = Parameters<typeof styleText>[0]

/** Whether a person is reading, with colours. Older Nodes colour pipes too, so we decide ourselves. */
export function hasColours(stream: NodeJS.WriteStream = process.stdout): boolean {
  return stream.isTTY === true && !process.env.NO_COLOR
}

export function paint(format: Format, text: string, stream?: NodeJS.WriteStream): string {
  return hasColours(stream) ? styleText(format, text) : text
}
