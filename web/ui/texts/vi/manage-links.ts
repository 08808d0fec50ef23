export const vi = {
  label: 'Các trang quản lý',
  overview: 'Tổng quan',
  facilities: 'Cơ sở xử lý',
  trucks: 'Xe và chuyến',
  quality: 'Chất lượng số liệu',
  resolution: 'Nghị quyết',
  review: 'Tổng kết năm',
};
