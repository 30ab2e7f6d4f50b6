import { parseEnv } from 'node:util'
import { describe, expect, it } from 'vitest'
import { quoteEnvValue, setEnvValue } from '../../../../cli/lib/envFileEdit'

describe('setEnvValue', () => {
  it.each([
    ['an empty file', '', 'A=new\n'],
    ['a file without a last line break', 'B=1', 'B=1\nA=new\n'],
    ['a value', 'A=old\nB=1\n', 'A=new\nB=1\n'],
    ['an empty value', '# about A\nA=\nB=1\n', '# about A\nA=new\nB=1\n'],
    ['a value with a comment', 'A=old # why\nB=1\n', 'A=new # why\nB=1\n'],
    ['a quoted value with a hash', 'A="o#ld" # why\n', 'A=new # why\n'],
    ['a value over several lines', 'A="one\ntwo"\nB=1\n', 'A=new\nB=1\n'],
    ['an exported value with spaces', '  export A = old\n', '  export A=new\n'],
    ['the last of two, which counts', 'A=1\nA=2\n', 'A=1\nA=new\n'],
    ['a name that is part of others', 'AA=1\nXA=2\nA_B=3\n', 'AA=1\nXA=2\nA_B=3\nA=new\n'],
    ['a name that only a comment mentions', '# A=example\nB=1\n', '# A=example\nA=new\nB=1\n'],
  ])('changes %s and leaves the rest', (_, before, after) => {
    expect(setEnvValue(before, 'A', 'new')).toBe(after)
    expect(parseEnv(setEnvValue(before, 'A', 'new')).A).toBe('new')
  })

  it('writes replacement patterns as they are', () => {
    expect(parseEnv(setEnvValue('A=old\n', 'A', '$& $1')).A).toBe('$& $1')
  })
})

describe('quoteEnvValue', () => {
  it.each([
    ['sk_test_1', 'sk_test_1'],
    ['https://a.example:1/x?y', '\'https://a.example:1/x?y\''],
    ['name|key', '\'name|key\''],
    ['with space # and hash', '\'with space # and hash\''],
    ['it\'s', '"it\'s"'],
    ['"it\'s"', '`"it\'s"`'],
  ])('quotes %s only when it has to', (value, written) => {
    expect(quoteEnvValue(value)).toBe(written)
    expect(parseEnv(`A=${written}`).A).toBe(value)
  })
})
