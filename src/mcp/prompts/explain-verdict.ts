import type { Prompt } from '../prompt.ts';
import { namespaceArgument, workloadArgument } from './cluster-arguments.ts';
import { quote } from './quote.ts';

const LANGUAGES = ['English', 'Korean'] as const;

const ENGLISH = (workload: string, namespace: string): string =>
  [
    `Call assess_workload_compliance for workload ${workload} in namespace ${namespace}.`,
    'Then explain the verdict to somebody who has never heard of PUE or gCO2eq, in five sentences at most:',
    'what was measured, what it was held against and by whose authority (say so when it is a reference target and no law), how sure we can be, and what would change it.',
    'Keep the verdict word as it is. INCONCLUSIVE means that evidence is missing, not that all is well.',
  ].join('\n');

const KOREAN = (workload: string, namespace: string): string =>
  [
    `네임스페이스 ${namespace}의 워크로드 ${workload}에 대해 assess_workload_compliance를 호출하세요.`,
    '그런 다음 PUE나 gCO2eq를 처음 듣는 사람에게 판정을 한국어로, 다섯 문장 이내로 설명하세요:',
    '무엇을 측정했는지, 어떤 기준에 누구의 권한으로 비교했는지(법적 의무가 아니라 참고 목표라면 그렇게 밝히세요), 얼마나 확실한지, 무엇이 판정을 바꿀 수 있는지.',
    '판정 용어는 그대로 쓰세요. INCONCLUSIVE는 문제가 없다는 뜻이 아니라 증거가 부족하다는 뜻입니다.',
  ].join('\n');

const prompt: Prompt = {
  name: 'explain-verdict',
  title: 'Explain a verdict',
  description: 'A verdict in plain words for a non-expert, in English or Korean',
  arguments: [
    namespaceArgument,
    workloadArgument,
    {
      name: 'language',
      description: 'English or Korean; English if left out',
      required: false,
      values: async () => LANGUAGES,
    },
  ],
  text: ({ namespace, workload, language }) => {
    const write = /^(ko|한)/i.test(language ?? '') ? KOREAN : ENGLISH;
    return write(quote(workload), quote(namespace));
  },
};

export default prompt;
