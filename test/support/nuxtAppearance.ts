import type { Appearance } from '../../common/appearance'
import { en } from '../../common/messages/en'

/** What the server would have put into the page: components find their words and their brand. */
const appearance: Appearance = {
  locale: 'en',
  dir: 'ltr',
  languages: { en: 'English', de: 'Deutsch' },
  messages: en,
  brand: {
    name: 'Northwind',
    tagline: '',
    logo: { light: '', dark: '', withName: true },
    termsUrl: '',
    privacyUrl: '',
    providers: ['google', 'github'],
    organizationId: null,
  },
}

const script = document.createElement('script')
script.type = 'application/json'
script.id = 'appearance'
script.textContent = JSON.stringify(appearance)
document.head.append(script)
