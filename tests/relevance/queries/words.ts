import * as need from './needs.ts'
import { asking, type Query } from './shape.ts'

const words = asking('Chinese words')
const pairs = asking('two characters')
const inside = asking('inside a compound')
const other = asking('another word')

/** As it is written, whole or in part, or with another word for the same. */
export const wordQueries: readonly Query[] = [
  words.projects('独居老人', need.livingAlone),
  words.projects('居家养老', {
    3: 'homecare',
    2: 'daycare p-daycare home-mod',
    1: 'elder-adviser respite meal-26 med-care home-disability',
  }),
  words.projects('社区养老', {
    3: 'daycare p-daycare elder-adviser',
    2: 'homecare med-care meal-26',
    1: 'care-home-review respite home-mod solo-26 solo-25 p-solo-25 p-shared-table p-shared-table-25',
  }),
  words.projects('社区矫正', need.correction),
  words.projects('垃圾分类', need.wasteSorting),
  words.projects('加装电梯', { 3: 'lifts p-lifts', 1: 'deliberation' }),
  words.projects('孤独症', need.autismSupport),
  words.projects('适老化改造', { 3: 'home-mod', 1: 'homecare' }),
  words.projects('第三方评估', { 3: 'review care-home-review' }),
  words.projects('公益创投', need.ventureCallsAsSuch),
  words.projects('社工站', { 3: 'station', 1: 'minor-station' }),
  words.projects('未成年人保护', {
    3: 'minor-station',
    2: 'bullying girls',
    1: 'young-offenders p-young-offenders kids-in-need p-kids-in-need',
  }),
  words.projects('少儿阅读', { 3: 'picture-books p-picture-books', 1: 'library' }),
  words.organizations('应急救援', need.rescue),
  words.organizations('晴川', need.qingchuan),
  words.organizations('沐光助老', { 3: 'muguang' }),
  words.organizations('社区基金会', { 3: 'changan-found', 2: 'qingchuan-fund', 1: 'luming-fund' }),
  words.organizations('社区矫正', { 3: 'guihang', 2: 'xinqiao', 1: 'humen-drug' }),

  pairs.projects('养老', need.elderCare),
  pairs.projects('独居', need.livingAlone),
  pairs.projects('儿童', need.children),
  pairs.projects('矫正', need.correction),
  pairs.projects('托育', need.toddlerCare),
  pairs.projects('调解', { 3: 'mediation', 1: 'lifts p-lifts marriage dogs' }),
  pairs.projects('非遗', { 3: 'heritage', 1: 'oral-history opera' }),
  pairs.projects('养殖', { 3: 'shellfish p-shellfish' }),
  pairs.organizations('志愿', { 3: 'chaoyang yantian-vol dg-blood', 1: 'lvye lanxin wz-rescue' }),
  pairs.organizations('心理', { 3: 'haiwan xinqiao', 2: 'dg-youth' }),
  pairs.organizations('童心', { 3: 'tongxin' }),
  pairs.organizations('安生', { 3: 'ansheng' }),

  inside.projects('长护险', { 3: 'elder-adviser' }),
  inside.projects('心肺复苏', { 3: 'first-aid' }),
  inside.projects('时间银行', { 3: 'volunteers' }),
  inside.projects('养老护理员', { 3: 'carers-school', 2: 'homecare', 1: 'respite' }),
  inside.projects('助浴', { 3: 'homecare' }),
  inside.projects('手语', { 3: 'sign-language', 2: 'p-deaf-coffee' }),
  inside.projects('老年学校', { 3: 'elder-school', 1: 'phone-class p-phone' }),
  inside.projects('保护令', { 3: 'violence p-violence' }),
  inside.organizations('帆船', { 3: 'haiwan-sports' }),
  inside.organizations('日间照料', { 3: 'luming', 1: 'kangle-home' }),

  other.projects('长者', need.olderPeople),
  other.projects('义工', {
    3: 'volunteers',
    2: 'trad-elder empty-nest p-empty-nest hospice p-hospice',
    1: 'travel-help blind-film waste-26 summer-26 p-portraits left-behind-kids',
  }),
  other.projects('残障人士', {
    3: 'travel-help sheltered-work p-sheltered home-disability',
    2: 'blind-film sign-language shellfish p-shellfish p-wheelchair p-bakery p-deaf-coffee mental-rehab child-rehab p-child-rehab',
    1: 'autism p-autism',
  }),
  other.projects('失智', need.dementiaCare),
  other.projects('阿尔茨海默', need.dementiaCare),
  other.projects('自闭症', need.autismSupport),
  other.projects('外来务工', { 3: 'newcomers p-newcomers', 2: 'migrant-kids p-migrant-kids wages' }),
  other.projects('老年食堂', {
    3: 'meal-26',
    2: 'meal-25 p-meal-25',
    1: 'p-shared-table p-shared-table-25 daycare p-daycare',
  }),
  other.projects('刑释人员', { 3: 'released', 1: 'correction correction-mind p-correction-mind' }),
  other.projects('家暴', need.violenceAtHome),
  other.projects('慢性病', { 3: 'chronic p-chronic', 2: 'med-care' }),
  other.organizations('义工', { 3: 'yantian-vol chaoyang', 2: 'dg-blood', 1: 'lvye' }),
  other.organizations('自闭症', { 3: 'xingchen xingyu', 2: 'hz-dawn' }),
  other.organizations('家庭暴力', { 3: 'muhe' }),
  other.organizations('残障', { 3: 'oujiang huli-dis wusheng', 2: 'yantian-blind hz-dawn xingyu', 1: 'xingchen' }),
]
