import type { MailTexts } from './mailTexts'

export const ja: MailTexts = {
  locale: 'ja',
  magicCode: {
    subject: '{code} は {app} の認証コードです',
    heading: '{app} にサインイン',
    lead: 'コードをリクエストしたページで、次のコードを入力してください。',
  },
  emailVerification: {
    subject: '{code} は {app} のメールアドレス確認コードです',
    heading: '{app} のメールアドレスの確認',
    lead: 'このメールアドレスがご本人のものであることを確認するため、次のコードを入力してください。',
  },
  oneTimeCode: {
    validity: 'コードは 1 回のみ、10 分間有効です。',
    caution: 'お心当たりがない場合は、このメールを無視してください。コードがなければ誰もサインインできません。コードを他の人に教えないでください。{app} の担当者がコードをお尋ねすることはありません。',
  },
  invitation: {
    subject: {
      byTo: '{inviter} さんから {app} の {organization} への招待',
      by: '{inviter} さんから {app} への招待',
      anyTo: '{app} の {organization} への招待',
      any: '{app} への招待',
    },
    lead: '招待を承諾してご利用を開始してください。この招待はあなた専用です。',
    accept: '招待を承諾する',
    linkHint: 'ボタンが機能しない場合は、次のアドレスを開いてください。',
    validity: '招待の有効期限は {moment} です。',
    caution: 'お心当たりがない場合は、このメールを無視してください。',
  },
  legal: { terms: '利用規約', privacy: 'プライバシー' },
}
