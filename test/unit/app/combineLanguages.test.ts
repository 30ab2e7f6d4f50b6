import { describe, expect, it } from 'vitest'
import { en } from '../../../common/messages/en'
import { en as errors } from '../../../server/messages/en'
import { combineLanguages } from '../../../server/utils/combineLanguages'

describe('the languages of an application', () => {
  it('are those that it comes with', () => {
    expect(Object.keys(combineLanguages({}))).toEqual(['en', 'de', 'es', 'fr', 'ja'])
  })

  it('are more when it adds one, which says in English what is not translated', () => {
    const { ar } = combineLanguages({ ar: { name: 'العربية', dir: 'rtl', messages: { 'login.title': 'تسجيل الدخول' }, errors: { unauthenticated: 'سجّل الدخول أولاً.' } } })
    expect(ar).toMatchObject({ name: 'العربية', dir: 'rtl' })
    expect(ar?.messages).toEqual({ ...en, 'login.title': 'تسجيل الدخول' })
    expect(ar?.errors).toEqual({ ...errors, unauthenticated: 'سجّل الدخول أولاً.' })
  })

  it('are fewer when it leaves some out', () => {
    expect(Object.keys(combineLanguages({ de: false, es: false, fr: false, ja: false }))).toEqual(['en'])
  })

  it('can be changed in part', () => {
    const { de } = combineLanguages({ de: { name: 'Deutsch (Du)', dir: 'ltr', messages: { 'auth.or': 'oder auch' } } })
    expect(de?.name).toBe('Deutsch (Du)')
    expect(de?.messages['login.title']).toBe('Anmelden')
    expect(de?.messages['auth.or']).toBe('oder auch')
  })
})
