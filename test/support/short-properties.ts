import * as fc from 'fast-check';

// Each mutant meets every property again; what some hundred inputs do not show is left to `npm test`.
fc.configureGlobal({ interruptAfterTimeLimit: 300, markInterruptAsFailure: false });
