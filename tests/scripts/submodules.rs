//! Modules behind `streamlit` that scripts import.

use brooklet_tests::App;

fn shown(script: &str) -> String {
    App::new(&format!("import streamlit as st\n{script}\n")).outline()
}

#[test]
fn a_script_asks_for_its_run_and_its_session() {
    let text = shown(
        "from streamlit.runtime.scriptrunner import get_script_run_ctx, add_script_run_ctx, RerunData\nfrom streamlit.runtime.scriptrunner_utils.script_run_context import get_script_run_ctx as other\nfrom streamlit import runtime\nctx = get_script_run_ctx(suppress_warning=True)\nst.query_params['a'] = 'b c'\nst.text([ctx is other(), len(ctx.session_id), ctx.query_string, ctx.main_script_path, runtime.exists(), runtime.get_instance().is_active_session(ctx.session_id), RerunData(page_name='x')])",
    );
    assert_eq!(
        text,
        "text: [True, 36, 'a=b+c', '/app/app.py', True, True, RerunData(page_name='x')]\n"
    );
}

#[test]
fn a_thread_with_a_run_context_draws() {
    let text = shown(
        "import threading\nfrom streamlit.runtime.scriptrunner import add_script_run_ctx, get_script_run_ctx\ndef work(place):\n    place.text(f'drawn {get_script_run_ctx() is ctx}')\nctx = get_script_run_ctx()\nthread = threading.Thread(target=work, args=(st.container(),))\nadd_script_run_ctx(thread, ctx).start()\nthread.join()\nst.text('end')",
    );
    assert_eq!(text, "container\n  text: drawn True\ntext: end\n");
}

#[test]
fn a_script_raises_what_reruns_it() {
    let text = shown(
        "from streamlit.runtime.scriptrunner import RerunException, RerunData\nst.session_state.n = st.session_state.get('n', 0) + 1\nif st.session_state.n < 3:\n    raise RerunException(RerunData())\nst.text(st.session_state.n)",
    );
    assert_eq!(text, "text: 3\n");
}

#[test]
fn every_name_of_every_module_is_there() {
    let source = include_str!("../../crates/streamlit/src/submodules/submodules.py");
    let begin = source.find("_MODULES = {").expect("the table of modules");
    let length = source[begin..].find("\n}\n").expect("the table ends") + 3;
    let modules = &source[begin..begin + length];
    let text = shown(&format!(
        "import importlib\n{modules}missing = []\nfor module, names in _MODULES.items():\n    loaded = importlib.import_module(module)\n    missing += [name for name in names.split() if not hasattr(loaded, name)]\nst.text([len(_MODULES) > 40, missing])"
    ));
    assert_eq!(text, "text: [True, []]\n");
}

#[test]
fn modules_are_reached_through_streamlit_too() {
    let text = shown(
        "from streamlit import config, logger, util\nimport streamlit.elements.lib.mutable_status_container as m\nlog = logger.get_logger('tea')\nst.text([st._config is config, config.get_option('client.toolbarMode'), log.name, log.propagate, st.version.STREAMLIT_VERSION_STRING, util.calc_md5('a')[:4]])\nst._main.text(isinstance(st.status('s'), m.StatusContainer))\nst.text(hasattr(st, 'nothing'))",
    );
    assert_eq!(
        text,
        "text: [True, 'auto', 'tea', False, '1.67.0', '0cc1']\nexpander \"s\" running\ntext: True\ntext: False\n"
    );
}

#[test]
fn what_needs_a_server_says_what_a_tab_has() {
    let text = shown("import streamlit.web.cli as stcli\nstcli.main()");
    assert!(
        text.starts_with("exception: streamlit.errors.StreamlitAPIException: `streamlit.web.cli.main` needs a server"),
        "{text}"
    );
}
