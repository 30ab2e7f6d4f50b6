import { describe, expect, it } from 'vitest'
import { messageCatalogues } from '../../../common/messages/catalogues'
import { en } from '../../../common/messages/en'
import { createTranslate, fillMessage } from '../../../common/translate'
import { catalogues } from '../../../server/messages/catalogues'
import { en as errors } from '../../../server/messages/en'
import { readFiles } from '../../support/readFiles'
import { ROOT } from '../../../cli/lib/root'

const names = (message: string) => [...message.matchAll(/\{(\w+)\}/g)].map(([, name]) => name).sort()

describe.each(Object.entries(messageCatalogues))('the texts of the pages in %s', (_, messages) => {
  it('fill in the same names as the English ones', () => {
    expect(Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, names(message)])))
      .toEqual(Object.fromEntries(Object.entries(en).map(([key, message]) => [key, names(message)])))
  })

  it('say something under every key', () => {
    expect(Object.entries(messages).filter(([, message]) => !message.trim())).toEqual([])
  })
})

describe.each(Object.entries(catalogues))('the refusals in %s', (_, messages) => {
  it('fill in the same names as the English ones', () => {
    expect(Object.fromEntries(Object.entries(messages).map(([key, message]) => [key, names(message)])))
      .toEqual(Object.fromEntries(Object.entries(errors).map(([key, message]) => [key, names(message)])))
  })
})

describe('a text', () => {
  it('is filled with what it names, as it is', () => {
    const t = createTranslate(messageCatalogues.de)
    expect(t('login.provider', { provider: '$& {email} <b>' })).toBe('Weiter mit $& {email} <b>')
  })

  it('shows a name that was not given', () => {
    expect(fillMessage('To {email}', {})).toBe('To {email}')
  })

  it('is used by some page', () => {
    const sources = ['pages', 'components', 'composables', 'layouts'].flatMap(folder => readFiles(`${ROOT}/${folder}`)).map(({ text }) => text).join('\n')
    /** Those that are put together from a part that varies. */
    const varying = /^(?:refusal|invitation\.(?:accepted|expired|revoked|unknown)|error\.(?:missing|passing|other)|done|permission|setup\.(?:sso|domain_verification|dsync)|forbidden\.(?:organization|permission))\./
    const unused = Object.keys(en).filter(key => !varying.test(key) && !sources.includes(`'${key}'`) && !sources.includes(`"${key}"`))
    expect(unused).toEqual([])
  })
})
