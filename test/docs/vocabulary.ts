/** Words that this project does not use in messages, comments and docs, and what it says instead. */
export const DROPPED: { words: RegExp; instead: string }[] = [
    { words: /\b(is|are) there already\b/i, instead: "already exists, is listed twice" },
    { words: /\b(is|are|was|were) (not |still )?there\b(?=\s*([.,;:)"]|$))/i, instead: "exists" },
    { words: /\b(goes?|comes?|went|came) before\b/i, instead: "is created or deleted before" },
    { words: /\bknows? no\b/i, instead: "does not support, has no" },
    { words: /\b(tells?|told|telling) of\b/i, instead: "describes, reports" },
    { words: /\banew\b/i, instead: "again" },
    { words: /\b(has|have|had) to\b/i, instead: "must" },
    { words: /\b(is|are) made of\b/i, instead: "consists of" },
    { words: /\bin order\b(?! to| of)/i, instead: "cleanly, correct" },
    { words: /\btexts?\b/i, instead: "string" },
    { words: /\b(a|every|each|no) flag\b/i, instead: "boolean" },
    { words: /\baddress(es)?\b/i, instead: "URL, URI" },
    { words: /\brights\b/i, instead: "permissions" },
    { words: /\bmend(s|ed|ing)?\b/i, instead: "fix, repair" },
    { words: /\bpretend(s|ed|ing)?\b/i, instead: "simulated, fake" },
    { words: /\bworlds?\b/i, instead: "namespaces" },
    { words: /\bfor ever\b/i, instead: "forever; stays Pending" },
    { words: /\bmakes? no sense\b/i, instead: "cannot be …: say why" },
    { words: /\bbelongs? into\b/i, instead: "belongs in, set it in" },
    { words: /\bwhoever\b/i, instead: "anyone who" },
    { words: /\b(gets?|got) at\b/i, instead: "accesses" },
    { words: /\bbroken off\b/i, instead: "interrupted" },
    { words: /\b(comes?|came) to (its|an|their) end\b/i, instead: "finish" },
    { words: /\bdid not come\b/i, instead: "did not finish, did not appear" },
    { words: /\bmost CPU\b/i, instead: "CPU limit" },
    { words: /\bmade up for\b/i, instead: "a missed run starts on resume" },
    { words: /\bsays? not\b/i, instead: "does not say" },
    { words: /\bleave \S+ away\b/i, instead: "omit" },
    { words: /\bfurther up\b/i, instead: "broader" },
];

/** Where such a word is the field's own. */
export const EXCEPTIONS: RegExp[] = [
    /\b(IP|IPv4|IPv6|MAC|e-mail|email|loopback|private|public) address(es)?\b/gi,
    /\b(plain|log) text\b/gi,
    // The log format.
    /@default "text"/g,
    // A key of containerd's configuration.
    /^address = /gm,
];
