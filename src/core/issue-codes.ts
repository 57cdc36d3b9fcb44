/** Every code that an `Issue` may carry, with what it means in one sentence; `docs/issue-codes.md` is made from it. */
export const ISSUE_CODES: Readonly<Record<string, string>> = {
  'yaml/too-large': 'The file is larger than 256 KiB or has too many parts to be a rule.',
  'yaml/too-deep': 'Brackets or indentation are nested deeper than any rule needs.',
  'yaml/control-character': 'The file holds a control character, such as NUL, or a byte order mark.',
  'yaml/alias': 'Anchors (`&`) and aliases (`*`) are not allowed.',
  'yaml/tag': 'Tags (`!`) are not allowed.',
  'yaml/directive': 'Directives (`%YAML`, `%TAG`) are not allowed.',
  'yaml/syntax': 'The file is not one YAML 1.2 document.',
  'yaml/key': 'A key is not text, or is `__proto__` or a merge key.',
  'yaml/duplicate-key': 'A key is given twice in one map.',
  'yaml/unquoted-account-id': 'An account id without quotes is a number to YAML and loses its leading zeros.',
  'yaml/number': 'A number is too large to be kept exactly, or is none.',

  'file/unreadable': 'The file or directory cannot be read, or is not UTF-8 text.',
  'file/no-rules': 'The directory holds no `<rule-id>/rule.yaml`.',
  'file/symbolic-link': 'A rule behind a symbolic link is passed over.',
  'file/unknown-key': 'A key does not exist at this place.',
  'file/wrong-key': 'A name, of a signal for instance, is not in the form that names have.',
  'file/missing-key': 'A key that must be there is missing.',
  'file/wrong-type': 'A value is of another type than its key takes.',
  'file/wrong-value': 'A value is not in the form or range that its key takes.',
  'file/too-many-issues': 'There are more problems than are shown.',

  'pattern/invalid': 'An event pattern is not one that EventBridge takes.',

  'rule/id': 'The id of the rule is not the name of its folder.',
  'rule/duplicate-id': 'Two rules have one id.',
  'rule/within': '`within` is longer than 365 days.',
  'rule/no-signal': 'The rule has no signal.',
  'rule/too-many-signals': 'The rule has more than 64 signals.',
  'rule/signal-name': 'Two signals of the rule have one name.',
  'rule/unknown-signal': '`any` or `order` names something that is no signal in `signals`.',
  'rule/any': '`atLeast` asks for more signals than `of` names.',
  'rule/texts': 'The texts of a rule in another language have other keys than the rule.',
  'rule/on': "`on` names the kind of the rule's own entity.",
  'rule/account-alone':
    'Signals on the account alone could open an incident for every entity of the account.',

  'lint/trimmed': 'A text is longer than Security Hub keeps.',
  'lint/attack':
    'An id in `attack` is not in MITRE ATT&CK, or no tactic of a technique is named; or a stable rule names none.',
  'lint/many-signals': 'The rule requires more than 10 signals.',
  'lint/unknown-entity': 'Security Hub has no resource type of this name.',
  'lint/unknown-member': 'Findings have no member of this name.',
  'lint/unknown-product': 'No product has this name.',
  'lint/unknown-type':
    'The product has no finding type of this name, or none that begins, ends or looks so; in `Types`, none in a known spelling of ASFF.',
  'lint/retired-type': 'GuardDuty no longer makes findings of this type.',
  'lint/asff-type':
    "A finding type is spelt as in ASFF, where the product's own spelling is the same for all.",
  'lint/unknown-control': 'Security Hub has no control with this id.',
  'lint/former-control': 'A control is asked for by an id that it had in a standard, and has no more.',
  'lint/retired-control': 'Security Hub has retired the control.',
  'lint/gone-member': 'A pattern asks for what consolidated control findings do not have.',
  'lint/other-resource': 'What passes is never about the type of resource on which the signal sits.',
  'lint/never-related': '`on` names a kind of resource that nothing joins to the entity of the rule.',
  'lint/misspelt-case': 'A finding in a case file has a misspelt type or control, as none ever has.',
  'lint/account-id': 'No account has this id.',
  'lint/workflow': 'A pattern loses a finding as soon as somebody works on it.',
  'lint/requires': '`requires` and the products that the signals ask for disagree.',
  'lint/sent-on-demand': 'The product sends such findings to Security Hub only when somebody switches it on.',
  'lint/anything-but-list':
    '`anything-but` stands on a member that is a list, of which any value may differ.',
  'lint/acknowledged': '`acknowledged` names a code of which the rule has no warning.',
  'lint/shared-finding': 'One finding could satisfy two required signals.',
  'lint/resources': 'A pattern looks at `Resources`, which the engine understands better.',
  'lint/path-twice': 'A pattern gives one path twice, outside and inside `$or`; only the last place counts.',
  'lint/withdrawn': 'A pattern demands a withdrawn state, and a withdrawn finding is never evidence.',
  'lint/any-product':
    'A pattern constrains no member that never changes, so every finding must be remembered.',
  'lint/open-filter':
    'EventBridge can be told nothing of what a pattern asks for, so every finding is let into the account.',
  'lint/contradiction':
    'No finding can pass a pattern: its members contradict each other, or ask for a value that no finding has.',
  'lint/dead-value': 'A pattern names, among others, a value that no finding has.',
  'lint/never-met': 'No evidence can meet a signal, or its count is more than its values can come to.',
  'lint/never-holds': '`any` asks for more signals than can ever be met.',
  'lint/always-blocked': 'Whatever meets a signal that the rule needs meets one of `unless` too.',
  'lint/idle-order': '`order` demands nothing that is not so anyway.',
  'lint/no-correlation': 'One finding alone makes the rule hold.',
  'lint/every-finding': 'Every finding of a product makes the rule hold.',
  'lint/repeated-findings': 'A signal counts findings of a product that tells one thing in several findings.',
  'lint/unlimited-values': '`distinct` names a member with a value of its own in nearly every finding.',
  'lint/account-wide':
    'A signal keeps every finding of a product about anything in an account, in one place.',
  'lint/all-controls': 'A signal lets every control finding of Security Hub into the account.',
  'lint/large-filter': 'What a rule lets into the account does not fit into one EventBridge pattern.',
  'lint/same-rule': 'Two rules hold for the same findings.',
  'lint/subsumed-rule': 'Whenever the rule holds, another one does too.',

  'case/entry': 'An entry of the world of a case file is not one of the four forms, or contradicts itself.',
  'case/case': 'A case names something that is not there, or expects what cannot be.',
  'case/survivor':
    'An explanation under `survivors` is of a mutant that a case kills, or of one that the rule does not have.',

  'expect/rule': 'A file of expectations names a rule that is not there, or expects what cannot be.',
};
