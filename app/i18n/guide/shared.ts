import type { Task, Words } from './shape.ts'

const open: Words = {
  zh: '打开本站，按页面上方的[[common.nav.signIn]]。',
  en: 'Open the site and follow [[common.nav.signIn]] at the top of the page.',
}
const desk: Words = {
  zh: '登录后就到了[[common.nav.desk]]。最上面的[[desk.you]]是要您做的事，越急的排在越前；[[desk.others]]是别人正在办的，您不用管。',
  en: 'You arrive at [[common.nav.desk]]. [[desk.you]] lists what you have to do, the most urgent first; [[desk.others]] is in other people’s hands, so you can leave it.',
}
const deskPicture: Words = {
  zh: '登录后的工作台，标出“待您办理”',
  en: 'The desk after signing in, with what waits for you marked',
}
const signInPicture: Words = { zh: '登录页，标出登录按钮', en: 'The sign-in page with its button marked' }

/** For people whose accounts need a password only. */
export const signIn: Task = {
  name: 'sign-in',
  title: { zh: '登录，看看有什么要做', en: 'Sign in and see what there is to do' },
  steps: [
    { says: open },
    {
      says: {
        zh: '填写[[account.label.email]]和[[account.label.password]]，按[[account.signIn.submit]]。',
        en: 'Fill in [[account.label.email]] and [[account.label.password]], and press [[account.signIn.submit]].',
      },
      picture: signInPicture,
    },
    { says: desk, picture: deskPicture },
  ],
}

/** For those who decide, pay or judge: a code comes after the password. */
export const signInWithCode: Task = {
  ...signIn,
  steps: [
    { says: open },
    {
      says: {
        zh: '填写[[account.label.email]]和[[account.label.password]]，按[[account.signIn.submit]]。',
        en: 'Fill in [[account.label.email]] and [[account.label.password]], and press [[account.signIn.submit]].',
      },
    },
    {
      says: {
        zh: '打开手机上的身份验证器，把显示的 6 位数字填进[[account.label.code]]，按[[account.code.submit]]。数字每 30 秒换一次，来不及就填下一组。',
        en: 'Open the authenticator on your phone, put the six digits it shows into [[account.label.code]] and press [[account.code.submit]]. The digits change every 30 seconds; if you were too slow, use the next ones.',
      },
      picture: { zh: '两步验证页，标出验证码', en: 'The page of the second factor with the code marked' },
    },
    { says: desk, picture: deskPicture },
  ],
}

export const codeBefore: Words = {
  zh: '手机上装好的身份验证器（第一次登录时，页面会带您设置），和当时保存的恢复码。',
  en: 'The authenticator on your phone (the site helps you to set it up when you first sign in) and the recovery codes that you kept then.',
}
export const codeTrouble = {
  what: { zh: '验证码总说不正确。', en: 'The code is always refused.' },
  then: {
    zh: '先看手机的时间是不是自动校准：差一分钟，数字就对不上。手机丢了或换了，用一个恢复码登录，再到账户页重新设置；恢复码也没有了，请平台管理员帮您重置。',
    en: 'First see that the phone sets its clock by itself: one minute off, and the digits do not fit. If the phone is lost or new, sign in with a recovery code and set it up again on your account page; if those are gone too, ask the site’s administrator to reset it.',
  },
} as const
export const passwordTrouble = {
  what: { zh: '密码忘了。', en: 'I forgot my password.' },
  then: {
    zh: '在登录页按[[account.signIn.forgot]]，填邮箱，信里有一条 60 分钟内有效的链接。没收到的，看看垃圾邮件箱。',
    en: 'On the sign-in page follow [[account.signIn.forgot]] and give your email address; the letter has a link that works for 60 minutes. If it does not come, look among the spam.',
  },
} as const
export const talkAbout: Words = {
  zh: '对某个征集或项目有疑问：问它的购买主体，单位名称写在页面上方。',
  en: 'About a call or a project: ask its purchasing body, named at the top of its page.',
}
export const askAdministrator: Words = {
  zh: '账户打不开、页面出错：找平台管理员，说明页面地址、时间和看到的话。',
  en: 'When an account does not open or a page fails: ask the site’s administrator, with the page’s address, the time and what it said.',
}
