// Different words for one thing, across both languages. Only words, never long compounds: those would break the shorter question.

const groups: readonly (readonly string[])[] = [
  // Whom it is for.
  ['老人', '老年人', '长者', '高龄', 'elderly', 'older', 'senior', 'seniors'],
  ['独居', '空巢', 'living alone'],
  ['残疾人', '残障', 'disabled', 'disability'],
  ['未成年人', '儿童', '青少年', '少儿', '孩子', 'kids', 'children', 'youth'],
  ['困境儿童', '孤儿', '事实无人抚养儿童'],
  ['留守', 'left behind'],
  ['外来务工', '流动人口', '农民工', '异地务工', 'migrant'],
  ['妇女', '女性', 'women'],
  ['退役军人', '退伍军人', 'veterans'],
  ['刑满释放', '刑释', '安置帮教', 'released'],
  ['社区矫正', '矫正', 'probation'],
  ['志愿者', '义工', '志愿服务', 'volunteer', 'volunteers'],
  ['社工', '社会工作', '社会工作者', 'social work', 'social worker'],
  ['低保', '最低生活保障', '困难家庭', '低收入'],
  // What it is about.
  ['失智', '认知症', '认知障碍', '阿尔茨海默', '老年痴呆', 'dementia', 'alzheimer'],
  ['失能', '卧床', '半失能'],
  ['孤独症', '自闭症', '星星的孩子', 'autism', 'autistic'],
  ['家庭暴力', '家暴', '反家暴', 'domestic violence'],
  ['助餐', '食堂', '饭堂', '送餐', '配餐', 'canteen', 'meals'],
  ['日间照料', '日托', '日间', 'day care'],
  ['居家照护', '居家养老', '上门照护', 'home care'],
  ['适老化', '无障碍', '居家改造', 'home adaptation', 'accessibility'],
  ['智能手机', '数字鸿沟', '手机课', 'smartphone'],
  ['临终关怀', '安宁疗护', 'hospice'],
  ['喘息', '照护者', '照顾者', 'respite', 'carers'],
  ['心理', '心理健康', '情绪', 'mental health', 'counselling', 'counseling'],
  ['康复', 'rehabilitation'],
  ['急救', '救护', 'first aid'],
  ['禁毒', '戒毒', 'drug'],
  ['垃圾分类', '生活垃圾', 'waste', 'waste sorting', 'recycling'],
  ['环保', '环境保护', '生态', 'environment'],
  ['托管', '四点半', '课后', 'after school'],
  ['阅读', '读书', '绘本', '图书', 'reading', 'books'],
  ['就业', '求职', '找工作', 'employment', 'jobs'],
  ['创业', 'entrepreneurship'],
  ['欠薪', '拖欠工资', '讨薪', '劳动争议', 'wages'],
  ['调解', '纠纷', 'mediation', 'dispute', 'disputes'],
  ['法律援助', '法律服务', '普法', 'legal aid'],
  ['防诈骗', '反诈', '诈骗', 'fraud', 'scams'],
  ['防溺水', '溺水', 'drowning'],
  ['议事', '协商', '自治', '居民参与'],
  ['物业', '业委会', '业主'],
  ['非遗', '非物质文化遗产', 'heritage'],
  ['慈善', '公益', 'charity'],
  // Whose it is.
  ['共青团', '团委', 'youth league'],
  ['妇联', '妇女联合会', 'women’s federation'],
  ['残联', '残疾人联合会', 'disabled persons’ federation'],
  ['民政局', 'civil affairs bureau'],
  ['街道办', '街道办事处', 'subdistrict office'],
  ['居委会', '居民委员会', 'residents’ committee'],
  ['政府购买服务', '政府采购', '招投标', 'procurement'],
  ['公益创投', '微创投', 'venture'],
  ['孵化', '孵化基地', '培育', 'incubator', 'incubation'],
  ['neighbourhood', 'neighborhood', 'community'],
]

export const synonyms: Readonly<Record<string, string[]>> = Object.fromEntries(
  groups.flatMap((group) => group.map((word) => [word, group.filter((other) => other !== word)])),
)

/** What a question holds without asking for anything. */
export const stopWords: readonly string[] = [
  ...'的 了 吗 呢 吧 啊 呀 和 与 或 及 在 是 有 我 我们 你 你们 他们 想 要 想要 请 请问 可以 能 能不能 有没有 没有 怎么 怎样 怎么办 如何 哪里 哪儿 哪些 哪个 什么 谁 找谁 帮 帮忙 一下 关于 相关 这个 那个'.split(
    ' ',
  ),
  ...'a an and are at by can do does for from how i in is me my near of on or our the there to we what where which who with you'.split(
    ' ',
  ),
]
