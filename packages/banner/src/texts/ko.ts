import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'ko';

export const words: Words = {
  dir: 'ltr',
  title: '고객님의 데이터, 고객님의 선택',
  ask: '{}에서 다음 목적으로 방문 데이터를 이용하고자 합니다. 동의하시기 전에는 이용하지 않습니다. 선택은 언제든지 변경하실 수 있습니다.',
  tell: '{}에서 거부하지 않으시는 한 다음 목적으로 방문 데이터를 이용합니다. 선택은 언제든지 변경하실 수 있습니다.',
  privacy: '개인정보 처리방침',
  accept: '모두 동의',
  reject: '모두 거부',
  customise: '직접 선택',
  ok: '확인',
  optOut: '거부',
  doNotSell: '판매 또는 공유 금지',
  gpc: 'GPC 신호가 반영되었습니다',
  status: '수신 거부 요청이 반영되었습니다',
  saved: '선택이 저장되었습니다.',
  purposes: {
    preferences: ['환경 설정', '고객님의 설정 기억'],
    analytics: ['분석', '스토어 이용 방식 파악'],
    marketing: ['마케팅', '고객님께 맞는 혜택 표시'],
  },
};

export const preferences: PreferencesWords = {
  title: '개인정보 보호 선택',
  intro: '목적별로 결정해 주세요. 무엇을 선택하시든 스토어는 똑같이 작동합니다.',
  close: '닫기',
  save: '선택 저장',
  withdraw: '동의 철회',
  always: '항상 켜짐',
  necessary: '필수',
  chosen: '{}의 선택입니다.',
  allowed: '허용됨: {}.',
  nothingAllowed: '허용된 항목이 없습니다.',
  signal: '꺼짐: 브라우저가 거부 신호(GPC)를 보내고 있으며 이를 따릅니다.',
  signalCanYield:
    '꺼짐: 브라우저의 거부 신호(GPC)를 따르고 있습니다. 이 스토어에 대해 예외를 둘 수 있습니다.',
  confirmTitle: '계속하시겠습니까?',
  confirmNo: '이전에 거부하신 항목입니다: {}. 지금 허용하시겠습니까?',
  confirmSignal: '브라우저의 거부 신호(GPC)가 반대하는 항목입니다: {}. 이 스토어에서는 허용하시겠습니까?',
  confirm: '예, 허용',
  back: '뒤로',
};
