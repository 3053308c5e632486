import type { PreferencesWords } from '../preferences-text.ts';
import type { Words } from '../text.ts';

export const locale = 'vi';

export const words: Words = {
  dir: 'ltr',
  title: 'Dữ liệu của bạn, bạn quyết định',
  ask: '{} muốn dùng dữ liệu về lượt truy cập của bạn cho các mục đích này, sau khi bạn đồng ý. Bạn có thể thay đổi bất cứ lúc nào.',
  tell: '{} dùng dữ liệu về lượt truy cập của bạn cho các mục đích này, trừ khi bạn từ chối. Bạn có thể thay đổi bất cứ lúc nào.',
  privacy: 'Chính sách bảo mật',
  accept: 'Chấp nhận tất cả',
  reject: 'Từ chối tất cả',
  customise: 'Tùy chỉnh',
  ok: 'OK',
  optOut: 'Từ chối',
  doNotSell: 'Không bán hoặc chia sẻ',
  gpc: 'Đã tuân theo tín hiệu GPC',
  status: 'Đã tuân theo yêu cầu từ chối',
  saved: 'Đã lưu lựa chọn của bạn.',
  purposes: {
    preferences: ['Tùy chọn', 'ghi nhớ cài đặt'],
    analytics: ['Phân tích', 'hiểu cách dùng cửa hàng'],
    marketing: ['Tiếp thị', 'hiện ưu đãi phù hợp'],
  },
};

export const preferences: PreferencesWords = {
  title: 'Lựa chọn quyền riêng tư của bạn',
  intro: 'Hãy quyết định cho từng mục đích. Cửa hàng hoạt động như nhau dù bạn chọn thế nào.',
  close: 'Đóng',
  save: 'Lưu lựa chọn',
  withdraw: 'Rút lại sự đồng ý',
  always: 'Luôn bật',
  necessary: 'Cần thiết',
  chosen: 'Lựa chọn của bạn vào {}.',
  allowed: 'Được phép: {}.',
  nothingAllowed: 'Không có mục đích nào được phép.',
  signal: 'Tắt: trình duyệt của bạn gửi tín hiệu từ chối (GPC) và tín hiệu này được tuân theo.',
  signalCanYield:
    'Tắt: tín hiệu từ chối (GPC) của trình duyệt được tuân theo. Bạn có thể đặt ngoại lệ cho cửa hàng này.',
  confirmTitle: 'Bạn có chắc không?',
  confirmNo: 'Trước đây bạn đã từ chối: {}. Cho phép bây giờ?',
  confirmSignal: 'Tín hiệu từ chối (GPC) của trình duyệt phản đối: {}. Vẫn cho phép đối với cửa hàng này?',
  confirm: 'Có, cho phép',
  back: 'Quay lại',
};
