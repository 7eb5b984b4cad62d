export const guide = {
  title: '使用指南',
  lead: '按身份写的操作步骤，配有页面图。第一次用之前看一遍，或打印出来带着用。',
  before: '事前准备',
  trouble: '常见问题',
  ask: '问谁',
  own: '使用指南',
  about: '使用指南：按身份写的操作步骤',
  contents: '本指南的内容',
  description: '本站各身份的使用指南：怎样登录、填写、提交，以及出错时怎么办。',
} as const
