import * as need from './needs.ts'
import { asking, type Query } from './shape.ts'

const wrong = asking('a wrong character')
const pinyin = asking('pinyin')
const initials = asking('initials')
const traditional = asking('Traditional')
const english = asking('English')
const slip = asking('English with a slip')
const both = asking('both languages')

/** The same, written in other ways than the thing itself is. */
export const scriptQueries: readonly Query[] = [
  wrong.projects('独具老人', need.livingAlone),
  wrong.projects('垃极分类', need.wasteSorting),
  wrong.projects('社区娇正', need.correction),
  wrong.projects('残急人就业', need.workForDisabled),
  wrong.projects('青少年心里健康', need.youthMind),
  wrong.projects('日间照科中心', need.dayCare),
  wrong.projects('自闭正儿童', need.childrenWithAutism),
  wrong.projects('防弱水教育', need.drowningPrevention),
  wrong.projects('婴幼儿托肓', need.toddlerCare),
  wrong.organizations('晴穿社区', { 3: 'qingchuan', 1: 'qingchuan-work qingchuan-fund' }),
  wrong.organizations('沫光助老', { 3: 'muguang' }),
  wrong.organizations('鹭呜社会工作', { 3: 'luming', 1: 'luming-fund' }),
  wrong.organizations('情川基金会', { 3: 'qingchuan-fund', 1: 'qingchuan qingchuan-work' }),

  pinyin.projects('yanglao', need.elderCare),
  pinyin.projects('duju laoren', need.livingAlone),
  pinyin.projects('lajifenlei', need.wasteSorting),
  pinyin.projects('shequ jiaozheng', need.correction),
  pinyin.projects('ertong', need.children),
  pinyin.projects('tuoyu', need.toddlerCare),
  pinyin.organizations('qingchuan', need.qingchuan),
  pinyin.organizations('xinqiao', { 3: 'xinqiao xinqiao-edu' }),
  pinyin.organizations('lvye', { 3: 'lvye' }),

  initials.projects('yl', need.elderCare),
  initials.projects('ljfl', need.wasteSorting),
  initials.projects('sqjz', need.correction),
  initials.projects('djlr', need.livingAlone),
  initials.organizations('lmjjh', { 3: 'luming-fund' }),
  initials.organizations('qcsg', { 3: 'qingchuan-work' }),

  traditional.projects('關愛獨居', {
    3: 'solo-26 trad-elder',
    2: 'solo-25 p-solo-25 p-shared-table p-shared-table-25',
    1: 'empty-nest p-empty-nest rural-elder',
  }),
  traditional.projects('養老', need.elderCare),
  traditional.projects('社區矯正', need.correction),
  traditional.projects('殘疾兒童康復', need.childRehabilitation),
  traditional.projects('垃圾分類', need.wasteSorting),
  traditional.projects('深港长者关怀', { 3: 'trad-elder' }),
  traditional.organizations('慈善基金會', { 3: 'luming-fund', 2: 'qingchuan-fund xm-charity', 1: 'changan-found' }),
  traditional.organizations('银龄数字课堂', { 3: 'sh-digital', 1: 'chaoyang' }),
  traditional.organizations('獨居長者', { 3: 'qingchuan shagang', 1: 'wz-elder guanxin' }),

  english.projects('elderly care', need.elderCare),
  english.projects('legal aid', need.legalAid),
  english.projects('mental health', {
    3: 'elder-mind p-elder-mind youth-mind mental-rehab mothers',
    2: 'correction-mind p-correction-mind',
    1: 'cancer hospice p-hospice',
  }),
  english.projects('dementia', need.dementiaCare),
  english.projects('job training', {
    3: 'reemployment carers-school',
    2: 'graduates sheltered-work p-sheltered p-deaf-coffee p-bakery women-craft p-women-craft',
    1: 'start-ups shellfish p-shellfish',
  }),
  english.organizations('autism centre', { 3: 'xingyu', 2: 'xingchen hz-dawn' }),
  english.organizations('star talk', { 3: 'xingyu' }),
  english.organizations('blood donors', { 3: 'dg-blood' }),
  english.organizations('foundation', need.foundations),
  english.organizations('migrant children', { 3: 'guanai', 2: 'guanxin' }),

  slip.projects('eldrely care', need.elderCare),
  slip.projects('leagl aid', need.legalAid),
  slip.projects('employmnet', {
    3: 'graduates reemployment sheltered-work p-sheltered women-craft p-women-craft carers-school p-bakery p-deaf-coffee',
    2: 'start-ups shellfish p-shellfish',
  }),
  slip.projects('Xiamen civil afairs bureau', {
    3: 'venture-xm elder-mind p-elder-mind minor-station elder-fraud cancer',
  }),
  slip.organizations('Qingchaun', need.qingchuan),
  slip.organizations('fundation', need.foundations),
  slip.organizations('blue heart resuce', { 3: 'lanxin', 1: 'wz-rescue' }),

  both.projects('养老 care', need.elderCare),
  both.projects('autism 儿童', need.childrenWithAutism),
  both.projects('闵行 elderly', {
    3: 'solo-26 elder-adviser respite p-shared-table p-memory-cafe p-portraits',
    2: 'solo-25 p-solo-25 p-shared-table-25 phone-class p-phone p-wheelchair',
    1: 'hospice p-hospice',
  }),
  both.projects('AED 培训', { 3: 'first-aid' }),
  both.projects('HIV 预防', { 3: 'hiv' }),
  both.organizations('鹭鸣 foundation', { 3: 'luming-fund', 1: 'luming' }),
  both.organizations('Wenzhou 残障', { 3: 'oujiang' }),
]
