/** Everything that is not here looks as it does in the layer. */
export default defineAppConfig({
  brand: {
    name: 'Northwind Back Office',
    tagline: 'Who belongs to your organization, and what it is working on.',
    logo: { light: '/back-office.svg' },
    favicon: '/back-office.svg',
    colors: {
      accent: { light: '#0f766e', dark: '#5eead4' },
      onAccent: { light: '#ffffff', dark: '#042f2e' },
      link: { light: '#0f766e', dark: '#99f6e4' },
      page: { light: '#f1f5f4', dark: '#0b1211' },
    },
    radius: '4px',
    texts: {
      en: {
        'login.lead': 'For people who manage their organization.',
        'home.open': 'Open the overview',
      },
    },
  },
  // Its own page speaks English only, and so do the others.
  languages: { de: false, es: false, fr: false, ja: false },
})
