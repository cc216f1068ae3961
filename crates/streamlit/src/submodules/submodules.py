"""What scripts import from behind `streamlit`: it works as far as a tab has what it is about, and says
what a tab has instead where it does not."""

import hashlib
import importlib
import logging
import sys
import threading
import urllib.parse
import uuid
from importlib.machinery import ModuleSpec

import streamlit
from streamlit.delta_generator import DeltaGenerator

_CONTEXT = "streamlit_script_run_ctx"


def _refusal(name, instead):
    """A function that a tab has no use for."""

    def refuse(*args, **kwargs):
        raise streamlit.errors.StreamlitAPIException(
            f"`{name}` needs a server, and an app in a browser tab has none. {instead}"
        )

    refuse.__name__ = refuse.__qualname__ = name
    return refuse


class RerunData:
    __doc__ = """What a rerun is to be like."""

    _FIELDS = {
        "query_string": "",
        "widget_states": None,
        "page_script_hash": "",
        "page_name": "",
        "fragment_id": None,
        "fragment_id_queue": (),
        "is_fragment_scoped_rerun": False,
        "is_auto_rerun": False,
        "cached_message_hashes": frozenset(),
        "context_info": None,
    }

    def __init__(self, **fields):
        unknown = set(fields) - set(self._FIELDS)
        if unknown:
            raise TypeError(f"RerunData has no field {sorted(unknown)[0]!r}")
        self.__dict__.update(self._FIELDS, **fields)

    def __eq__(self, other):
        return isinstance(other, RerunData) and vars(self) == vars(other)

    __hash__ = None

    def __repr__(self):
        given = [f"{name}={value!r}" for name, value in vars(self).items() if value != self._FIELDS[name]]
        return f"RerunData({', '.join(given)})"


class ScriptRunContext:
    __doc__ = """The run of the script."""

    def __init__(self):
        self.session_id = str(uuid.uuid4())
        self.user_info = {}
        self.gather_usage_stats = False
        self.cursors = {}
        self.fragment_ids_this_run = None

    @property
    def main_script_path(self):
        return getattr(sys.modules["__main__"], "__file__", "")

    @property
    def page_script_hash(self):
        return hashlib.md5(self.main_script_path.encode()).hexdigest()

    @property
    def query_string(self):
        params = streamlit.query_params
        return urllib.parse.urlencode([(key, value) for key in params for value in params.get_all(key)])

    @property
    def session_state(self):
        return streamlit.session_state


_context = ScriptRunContext()


def get_script_run_ctx(suppress_warning=False):
    thread = threading.current_thread()
    if thread is threading.main_thread():
        return _context
    return getattr(thread, _CONTEXT, None)


def add_script_run_ctx(thread=None, ctx=None):
    thread = threading.current_thread() if thread is None else thread
    setattr(thread, _CONTEXT, get_script_run_ctx() if ctx is None else ctx)
    return thread


def enqueue_message(msg):
    _refusal("enqueue_message", "Draw with the commands of `streamlit`.")()


class Runtime:
    __doc__ = """The app in this tab."""

    @staticmethod
    def exists():
        return True

    @classmethod
    def instance(cls):
        return _runtime

    @staticmethod
    def is_active_session(session_id):
        return session_id == _context.session_id

    get_client = staticmethod(_refusal("get_client", "`st.context` says what is known of the reader."))
    close_session = staticmethod(_refusal("close_session", "A session ends with its tab."))
    stop = staticmethod(_refusal("stop", "`st.stop()` ends the run."))


_runtime = Runtime()


def exists():
    return True


def get_instance():
    return _runtime


def get_session_state():
    return streamlit.session_state


def set_user_option(key, value):
    streamlit.set_option(key, value)


def is_manually_set(key):
    return streamlit.get_option(key) is not None


_loggers = {}


def get_logger(name):
    """The logger of a name, which writes to the console of the browser."""
    name = "streamlit" if name == "root" else name
    if name not in _loggers:
        logger = _loggers[name] = logging.getLogger(name)
        logger.setLevel(logging.INFO)
        logger.propagate = False
        handler = logging.StreamHandler()
        handler.setFormatter(logging.Formatter("%(asctime)s.%(msecs)03d %(message)s", "%Y-%m-%d %H:%M:%S"))
        logger.addHandler(handler)
    return _loggers[name]


def set_log_level(level):
    for logger in _loggers.values():
        logger.setLevel(level.upper() if isinstance(level, str) else level)


def repr_(self):
    fields = ", ".join(f"{name}={value!r}" for name, value in vars(self).items())
    return f"{type(self).__name__}({fields})"


def calc_md5(s):
    return hashlib.md5(s if isinstance(s, bytes) else s.encode()).hexdigest()


def get_fqn(the_type):
    module = the_type.__module__
    return the_type.__qualname__ if module == "builtins" else f"{module}.{the_type.__qualname__}"


def get_fqn_type(obj):
    return get_fqn(type(obj))


def is_type(obj, fqn_type_pattern):
    name = get_fqn_type(obj)
    if isinstance(fqn_type_pattern, str):
        return name == fqn_type_pattern
    return fqn_type_pattern.match(name) is not None


def is_function(x):
    return type(x) in (type(is_type), type(len))


def is_iterable(obj):
    return hasattr(type(obj), "__iter__") or hasattr(type(obj), "__getitem__")


def is_list_like(obj):
    return isinstance(obj, (list, tuple, set, frozenset, range))


def is_namedtuple(x):
    return isinstance(x, tuple) and hasattr(type(x), "_fields")


def is_dataclass_instance(obj):
    return hasattr(type(obj), "__dataclass_fields__")


def is_delta_generator(obj):
    return isinstance(obj, DeltaGenerator)


def is_dataframe_like(obj):
    return type(obj).__name__ in ("DataFrame", "Series", "Index", "Styler")


def to_bytes(obj):
    return obj.encode() if isinstance(obj, str) else bytes(obj)


def convert_anything_to_list(obj):
    return list(obj)


def clean_text(body):
    import textwrap

    return textwrap.dedent(str(body)).strip()


def is_emoji(text):
    letters = text.replace("\ufe0f", "")
    return bool(letters) and all(ord(letter) >= 0x2190 for letter in letters)


def validate_emoji(maybe_emoji):
    if maybe_emoji is None or is_emoji(maybe_emoji):
        return maybe_emoji or ""
    problem = f"An icon is one emoji, not {maybe_emoji!r}."
    raise streamlit.errors.StreamlitAPIException(problem)


def get_last_dg_added_to_context_stack():
    return None


def get_main_script_directory(main_script_path):
    return main_script_path.rpartition("/")[0]


def is_repl():
    return False


def gather_metrics(name, func=None):
    return (lambda function: function) if func is None else func


def _version():
    return streamlit.__version__


_START = "Opening its page starts an app; `brooklet run` serves one on this machine."
_SERVE = "`brooklet build` makes a folder that any host of files can serve."
_HERE = {
    "main": _refusal("streamlit.web.cli.main", _START),
    "main_run": _refusal("streamlit.web.cli.main_run", _START),
    "main_hello": _refusal("streamlit.web.cli.main_hello", _START),
    "run": _refusal("streamlit.web.bootstrap.run", _START),
    "load_config_options": _refusal("load_config_options", "Options are read from `.streamlit/config.toml`."),
    "Server": _refusal("streamlit.web.server.Server", _SERVE),
    "AppTest": _refusal("AppTest", "An app is tested in a browser, or with Streamlit itself."),
    "image_to_url": _refusal("image_to_url", "`st.image` shows an image of any kind."),
    "get_external_ip": _refusal("get_external_ip", "`st.context.url` is the address of the page."),
    "get_internal_ip": _refusal("get_internal_ip", "`st.context.url` is the address of the page."),
    "STREAMLIT_VERSION_STRING": streamlit.__version__,
    "SCRIPT_RUN_CONTEXT_ATTR_NAME": _CONTEXT,
    "HASHLIB_KWARGS": {},
    "WidgetCallback": "collections.abc.Callable",
    "Key": "str | int",
}

_TYPES = """SafeSessionState SessionState WidgetArgs WidgetKwargs LabelVisibility
Dialog ColumnConfig SliderScalar SliderValue DateWidgetReturn Number Layout InitialSideBarState Delta SpecType
UploadedFileRec UploadedFileManager DeletedFile RuntimeConfig RuntimeState ScriptRunner ScriptRunnerEvent AppSession
CachedWidgetWarning DataFormat SupportsStr OptionSequence HeadingProtoTag""".split()

# What is selected, and where its classes are from.
_SELECTED = """AttributeDictionary ReadOnlyAttributeDictionary ButtonColumnClickState DataframeState
DataframeSelectionState EChartsState EChartsSelectionState PlotlyState PlotlySelectionState PydeckState
PydeckSelectionState VegaLiteState""".split()

# The names of each module. A name that is nowhere else is a class that annotations can use.
_MODULES = {
    "streamlit.commands": "",
    "streamlit.commands.execution_control": "rerun stop switch_page",
    "streamlit.commands.navigation": "navigation",
    "streamlit.commands.page_config": "set_page_config Layout InitialSideBarState",
    "streamlit.components.v1.components": "declare_component CustomComponent",
    "streamlit.config": "get_option set_option set_user_option is_manually_set",
    "streamlit.connections": "BaseConnection ExperimentalBaseConnection SQLConnection SnowflakeConnection"
    " SnowflakeCallersRightsConnection",
    "streamlit.connections.base_connection": "BaseConnection",
    "streamlit.connections.snowflake_connection": "SnowflakeConnection SnowflakeCallersRightsConnection",
    "streamlit.connections.sql_connection": "SQLConnection",
    "streamlit.dataframe_util": "is_dataframe_like convert_anything_to_list DataFormat",
    "streamlit.delta_generator": "get_last_dg_added_to_context_stack main_dg sidebar_dg bottom_dg",
    "streamlit.delta_generator_singletons": "get_last_dg_added_to_context_stack",
    "streamlit.elements": "",
    "streamlit.elements.arrow": "ArrowMixin DataframeState DataframeSelectionState",
    "streamlit.elements.deck_gl_json_chart": "PydeckMixin PydeckState PydeckSelectionState",
    "streamlit.elements.echarts_chart": "EChartsMixin EChartsState EChartsSelectionState",
    "streamlit.elements.form": "FormMixin",
    "streamlit.elements.heading": "HeadingMixin HeadingProtoTag",
    "streamlit.elements.image": "ImageMixin",
    "streamlit.elements.layouts": "LayoutsMixin SpecType",
    "streamlit.elements.lib": "",
    "streamlit.elements.lib.column_config_utils": "ButtonColumnClickState",
    "streamlit.elements.lib.column_types": "ColumnConfig",
    "streamlit.elements.lib.dialog": "Dialog",
    "streamlit.elements.lib.image_utils": "image_to_url",
    "streamlit.elements.lib.mutable_expander_container": "ExpanderContainer",
    "streamlit.elements.lib.mutable_popover_container": "PopoverContainer",
    "streamlit.elements.lib.mutable_status_container": "StatusContainer",
    "streamlit.elements.lib.mutable_tab_container": "TabContainer",
    "streamlit.elements.lib.utils": "Key LabelVisibility",
    "streamlit.elements.markdown": "MarkdownMixin",
    "streamlit.elements.metric": "MetricMixin Delta",
    "streamlit.elements.plotly_chart": "PlotlyMixin PlotlyState PlotlySelectionState",
    "streamlit.elements.progress": "ProgressMixin",
    "streamlit.elements.toast": "ToastMixin",
    "streamlit.elements.vega_charts": "VegaChartsMixin VegaLiteState",
    "streamlit.elements.widgets": "",
    "streamlit.elements.widgets.button": "ButtonMixin",
    "streamlit.elements.widgets.chat": "ChatMixin ChatInputValue",
    "streamlit.elements.widgets.number_input": "NumberInputMixin Number",
    "streamlit.elements.widgets.slider": "SliderMixin SliderScalar SliderValue",
    "streamlit.elements.widgets.time_widgets": "TimeWidgetsMixin DateWidgetReturn",
    "streamlit.elements.write": "WriteMixin",
    "streamlit.env_util": "is_repl",
    "streamlit.logger": "get_logger set_log_level",
    "streamlit.navigation": "",
    "streamlit.navigation.page": "Page StreamlitPage",
    "streamlit.net_util": "get_external_ip get_internal_ip",
    "streamlit.runtime": "exists get_instance Runtime RuntimeConfig RuntimeState",
    "streamlit.runtime.app_session": "AppSession",
    "streamlit.runtime.caching": "cache_data cache_resource",
    "streamlit.runtime.caching.cache_data_api": "cache_data",
    "streamlit.runtime.caching.cache_resource_api": "cache_resource",
    "streamlit.runtime.context": "ContextProxy",
    "streamlit.runtime.fragment": "fragment",
    "streamlit.runtime.media_file_storage": "MediaFileStorageError",
    "streamlit.runtime.metrics_util": "gather_metrics",
    "streamlit.runtime.runtime": "Runtime RuntimeConfig RuntimeState",
    "streamlit.runtime.scriptrunner": "get_script_run_ctx add_script_run_ctx RerunData RerunException StopException"
    " ScriptRunContext ScriptRunner ScriptRunnerEvent enqueue_message",
    "streamlit.runtime.scriptrunner.script_run_context": "get_script_run_ctx add_script_run_ctx ScriptRunContext"
    " SCRIPT_RUN_CONTEXT_ATTR_NAME",
    "streamlit.runtime.scriptrunner_utils": "",
    "streamlit.runtime.scriptrunner_utils.exceptions": "RerunException StopException",
    "streamlit.runtime.scriptrunner_utils.script_requests": "RerunData",
    "streamlit.runtime.scriptrunner_utils.script_run_context": "get_script_run_ctx add_script_run_ctx"
    " ScriptRunContext SCRIPT_RUN_CONTEXT_ATTR_NAME enqueue_message",
    "streamlit.runtime.secrets": "secrets_singleton Secrets AttrDict StreamlitSecretNotFoundError",
    "streamlit.runtime.state": "SessionStateProxy get_session_state SafeSessionState SessionState QueryParamsProxy"
    " WidgetCallback WidgetArgs WidgetKwargs",
    "streamlit.runtime.state.common": "WidgetCallback WidgetArgs WidgetKwargs",
    "streamlit.runtime.state.query_params_proxy": "QueryParamsProxy",
    "streamlit.runtime.state.session_state": "SessionState",
    "streamlit.runtime.state.session_state_proxy": "SessionStateProxy get_session_state",
    "streamlit.runtime.uploaded_file_manager": "UploadedFile UploadedFileRec UploadedFileManager DeletedFile",
    "streamlit.string_util": "clean_text is_emoji validate_emoji",
    "streamlit.testing": "",
    "streamlit.testing.v1": "AppTest",
    "streamlit.type_util": "is_type get_fqn get_fqn_type is_function is_iterable is_list_like is_namedtuple"
    " is_dataclass_instance is_delta_generator is_dataframe_like to_bytes SupportsStr OptionSequence",
    "streamlit.user_info": "UserInfoProxy",
    "streamlit.util": "repr_ AttributeDictionary ReadOnlyAttributeDictionary calc_md5 HASHLIB_KWARGS",
    "streamlit.version": "STREAMLIT_VERSION_STRING _version",
    "streamlit.web": "",
    "streamlit.web.bootstrap": "run load_config_options",
    "streamlit.web.cli": "main main_run main_hello",
    "streamlit.web.server": "Server",
}


class _Loader:
    """The content of a module comes when it is asked for."""

    @staticmethod
    def create_module(spec):
        return None

    @staticmethod
    def exec_module(module):
        name = module.__name__
        module.__getattr__ = lambda attribute: find(name, attribute)
        module.__all__ = _MODULES[name].split()


def spec(name):
    """What the import system needs to know of a module; nothing if there is none of this name."""
    return ModuleSpec(name, _Loader, is_package=True) if name in _MODULES else None


def find(module, name):
    """What a module has under a name."""
    if name in _MODULES.get(module, "").split():
        return _value(name)
    if f"{module}.{name}" in _MODULES:
        return importlib.import_module(f"{module}.{name}")
    raise AttributeError(f"module '{module}' has no attribute '{name}'")


def of_streamlit(name):
    """What `streamlit` itself has under a name that is none of its commands."""
    if name == "_bottom":
        streamlit.warning("Please replace `st._bottom` with `st.bottom`.")
        return streamlit.bottom
    if name == "_main":
        return _main_column()
    return importlib.import_module(f"streamlit.{name.lstrip('_')}")


# What other parts of Streamlit make when they are first used.
_ELSEWHERE = {
    "AttrDict": lambda: type(streamlit.secrets).__getitem__.__globals__["AttrDict"],
    "ChatInputValue": lambda: streamlit.typing.ChatInputValue,
    "ContextProxy": lambda: type(streamlit.context),
    "CustomComponent": lambda: type(streamlit.components.v1.declare_component("any", url="/")),
    "MediaFileStorageError": lambda: streamlit.errors.MediaFileStorageError,
    "QueryParamsProxy": lambda: type(streamlit.query_params),
    "Secrets": lambda: type(streamlit.secrets),
    "SessionStateProxy": lambda: type(streamlit.session_state),
    "StreamlitPage": lambda: streamlit.Page,
    "StreamlitSecretNotFoundError": lambda: streamlit.errors.StreamlitSecretNotFoundError,
    "UploadedFile": lambda: streamlit.typing.UploadedFile,
    "UserInfoProxy": lambda: type(streamlit.user),
    "bottom_dg": lambda: streamlit.bottom,
    "declare_component": lambda: streamlit.components.v1.declare_component,
    "main_dg": lambda: _main_column(),
    "secrets_singleton": lambda: streamlit.secrets,
    "sidebar_dg": lambda: streamlit.sidebar,
}


def _value(name):
    """What a name stands for, wherever it is from."""
    if name in _HERE:
        return _HERE[name]
    if name in _ELSEWHERE:
        return _ELSEWHERE[name]()
    if name.endswith("Connection"):
        return getattr(_connections(), name.removeprefix("Experimental"))
    if name in _NATIVE:
        return _NATIVE[name]
    if name in _SELECTED:
        return _selected()[name]
    if name in _TYPES:
        _HERE[name] = type(name, (dict,) if name.endswith("State") else (), {})
        return _HERE[name]
    if name.endswith("Mixin"):
        return DeltaGenerator
    found = globals().get(name)
    return getattr(streamlit, name) if found is None else found
