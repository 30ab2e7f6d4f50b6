/** Just enough DER (ITU-T X.690) to write one certificate. */
const tagged = (tag: number, ...parts: Uint8Array[]): Buffer => {
  const content = Buffer.concat(parts)
  return Buffer.concat([Buffer.from([tag]), lengthOctets(content.length), content])
}

export const sequence = (...parts: Uint8Array[]) => tagged(0x30, ...parts)
export const set = (...parts: Uint8Array[]) => tagged(0x31, ...parts)
export const utf8String = (text: string) => tagged(0x0C, Buffer.from(text))
export const nullValue = () => tagged(0x05)
export const explicit = (index: number, part: Uint8Array) => tagged(0xA0 + index, part)

/** No bit is unused, hence the leading zero octet. */
export const bitString = (bytes: Uint8Array) => tagged(0x03, Buffer.from([0]), bytes)

/** The leading zero keeps the number positive. */
export const positiveInteger = (bytes: Uint8Array) => tagged(0x02, Buffer.from([0]), bytes)
export const smallInteger = (value: number) => tagged(0x02, Buffer.from([value]))

/** UTCTime, which RFC 5280 section 4.1.2.5 asks for until 2049: `260101000000Z`. */
export const time = (date: Date) => tagged(0x17, Buffer.from(`${date.toISOString().replace(/\D/g, '').slice(2, 14)}Z`))

/** @param encoded the content octets, since the identifiers in use here are constants. */
export const objectIdentifier = (encoded: string) => tagged(0x06, Buffer.from(encoded, 'hex'))

function lengthOctets(length: number): Buffer {
  if (length < 0x80) return Buffer.from([length])
  const octets = Buffer.from(length.toString(16).padStart(length > 0xFF ? 4 : 2, '0'), 'hex')
  return Buffer.concat([Buffer.from([0x80 + octets.length]), octets])
}
