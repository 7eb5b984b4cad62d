import type { Guide } from './shape.ts'
import { askAdministrator, passwordTrouble, signIn } from './shared.ts'

export const resident: Guide = {
  role: 'resident',
  at: 'phone',
  title: { zh: '居民使用指南', en: 'Guide for residents' },
  who: {
    zh: '写给居民：说出身边需要什么，支持邻居提的需求，评价参加过的服务，看公共的钱花到了哪里。看和评价都不用注册。',
    en: 'For residents: say what is needed where you live, support what neighbours asked for, rate a service you took part in, see where public money went. Reading and rating need no account.',
  },
  before: [
    {
      zh: '一部能上网的手机。不会用的，请家人或居委会的同志一起看。',
      en: 'A phone with internet. If it is new to you, sit down with family or somebody of the residents’ committee.',
    },
    {
      zh: '评价服务：活动时领到的小纸条，上面有 8 位评价码。',
      en: 'To rate a service: the slip you were given there, with a code of eight characters.',
    },
    {
      zh: '支持需求、关注项目：一个能收信的邮箱。',
      en: 'To support a need or follow a project: an email address where you can read letters.',
    },
  ],
  tasks: [
    {
      name: 'rate',
      title: { zh: '评价一次服务', en: 'Rate a service' },
      steps: [
        {
          says: {
            zh: '用手机扫纸条上的二维码；扫不了的，打开本站，拉到最下面按[[voice.rate]]。',
            en: 'Scan the square code on your slip; or open the site and follow [[voice.rate]] at the very bottom.',
          },
        },
        {
          says: {
            zh: '把 8 位[[voice.enter.slip]]填进去，大写小写都可以，按[[voice.enter.go]]。',
            en: 'Type the eight characters of [[voice.enter.slip]], in capitals or not, and press [[voice.enter.go]].',
          },
          picture: { zh: '填写评价码的页面', en: 'The page that asks for the code' },
        },
        {
          says: {
            zh: '选满意不满意，想说的话写在最后一格，按[[voice.answer.send]]。不问姓名，没有人知道是谁写的。',
            en: 'Choose how satisfied you were, write in the last box if you like, and press [[voice.answer.send]]. No name is asked; nobody knows who wrote.',
          },
          picture: { zh: '选择满意程度', en: 'Choosing how satisfied you were' },
        },
      ],
    },
    {
      name: 'need',
      title: { zh: '说出一个需求', en: 'Say what is needed' },
      steps: [
        {
          says: {
            zh: '打开本站，按上方的[[common.nav.needs]]，再按[[need.new.title]]。不用登录。',
            en: 'Open the site, follow [[common.nav.needs]] at the top, then [[need.new.title]]. No account is needed.',
          },
          picture: { zh: '居民需求的列表，标出“提出需求”', en: 'The list of needs, with the way to raise one marked' },
        },
        {
          says: {
            zh: '先写一句话和具体情况，选在哪里，按[[need.similar.look]]。邻居已经提过的，去支持那一条更快。',
            en: 'Write one sentence and then the details, choose the place, and press [[need.similar.look]]. If a neighbour asked already, supporting that one is quicker.',
          },
          picture: { zh: '填写需求', en: 'Writing a need' },
        },
        {
          says: {
            zh: '写清为谁、大约多少人、为什么现在需要，留电话或邮箱，按[[need.new.submit]]。电话和邮箱不公开。',
            en: 'Say for whom, about how many people and why now; leave a telephone number or an email address, and press [[need.new.submit]]. These are not published.',
          },
          picture: { zh: '提交需求的按钮', en: 'The button that sends it' },
        },
      ],
    },
    {
      name: 'register',
      title: { zh: '注册一个账户', en: 'Make an account' },
      steps: [
        {
          says: {
            zh: '按页面上方的[[common.nav.signIn]]，再按[[account.signIn.signUp]]，选[[account.signUp.residentAction]]。',
            en: 'Follow [[common.nav.signIn]] at the top, then [[account.signIn.signUp]], then [[account.signUp.residentAction]].',
          },
        },
        {
          says: {
            zh: '填姓名、邮箱和一个新密码，按[[account.signUp.submit]]。密码可以用几个不相干的词连在一起。',
            en: 'Give your name, email address and a new password, and press [[account.signUp.submit]]. A few words that have nothing to do with each other make a good password.',
          },
          picture: { zh: '个人注册', en: 'The form of a new account' },
        },
        {
          says: {
            zh: '打开收到的信，点里面的链接，按[[account.confirm.submit]]。',
            en: 'Open the letter that comes, follow its link and press [[account.confirm.submit]].',
          },
        },
      ],
    },
    signIn,
    {
      name: 'support',
      title: { zh: '支持邻居的需求', en: 'Support a neighbour’s need' },
      steps: [
        {
          says: {
            zh: '按上方的[[common.nav.needs]]，打开一条您也需要的。',
            en: 'Follow [[common.nav.needs]] at the top and open one that you need too.',
          },
        },
        {
          says: {
            zh: '按[[need.support.give]]，每人计一次。同一页上能看到它办到了哪一步。',
            en: 'Press [[need.support.give]]; each person counts once. The same page says how far it has come.',
          },
          picture: { zh: '一条需求，标出“我也需要”', en: 'A need with the button marked' },
        },
      ],
    },
    {
      name: 'follow',
      title: { zh: '看一个项目，关注它', en: 'Look at a project and follow it' },
      steps: [
        {
          says: {
            zh: '按上方的[[common.nav.projects]]，打开一个身边的项目：谁在做、给了多少钱、做到哪一步，都写着。',
            en: 'Follow [[common.nav.projects]] at the top and open one near you: who does it, what it was given, how far it is.',
          },
          picture: { zh: '一个项目的公开页面', en: 'The public page of a project' },
        },
        {
          says: {
            zh: '按[[follow.begin]]，有新进展时会写信告诉您。不想收了，信里有一键取消。',
            en: 'Press [[follow.begin]], and a letter tells you what is new. Each letter has a link that ends it at once.',
          },
          picture: { zh: '关注的按钮', en: 'The button that follows a project' },
        },
      ],
    },
    {
      name: 'observe',
      title: { zh: '反映看到的情况', en: 'Say what you saw' },
      steps: [
        {
          says: {
            zh: '在项目页按[[observation.public.write]]。',
            en: 'On the page of the project follow [[observation.public.write]].',
          },
        },
        {
          says: {
            zh: '写哪天、在哪里、看到了什么，按[[observation.new.submit]]。请不要写别人的姓名和住址；对方看不到是谁写的。',
            en: 'Write on which day, where, and what you saw, and press [[observation.new.submit]]. Give no names or addresses of others; nobody there reads who wrote.',
          },
          picture: { zh: '写下看到的情况', en: 'Writing what you saw' },
        },
      ],
    },
  ],
  trouble: [
    {
      what: { zh: '说没有找到这个评价码。', en: 'The site cannot find my code.' },
      then: {
        zh: '多半是抄错了一位，对着纸条再填一次。还不行，向发纸条的组织再要一张。',
        en: 'One character is probably off: look at the slip and type it again. If that does not help, ask those who gave it to you for another.',
      },
    },
    {
      what: { zh: '需求提交了，怎么还没公开？', en: 'I sent a need and it is not to be seen.' },
      then: {
        zh: '工作人员先阅看、去掉个人信息，再公开。登录后提的，在工作台的[[desk.others]]里能看到办到哪一步。',
        en: 'An official reads it first and takes personal details out. If you were signed in, your desk says how far it is under [[desk.others]].',
      },
    },
    passwordTrouble,
  ],
  ask: [
    {
      zh: '对某项服务有意见：向页面上写明的服务单位或购买主体反映，也可以到居（村）委会。',
      en: 'About a service: those who give it and the body that pays are named on its page; or go to your residents’ or villagers’ committee.',
    },
    askAdministrator,
  ],
}
