export const vi = { title: '' };
