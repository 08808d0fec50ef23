import fc from 'fast-check';

// The same examples on every run and machine; another number looks at others.
fc.configureGlobal({ seed: Number(process.env.PROPERTY_SEED ?? 20261124) });
