@echo off
rem The flowlog command line, unpacked. Needs Java 17 or newer; a JRE is enough. FLOWLOG_JAVA_OPTS goes to the JVM.
setlocal EnableExtensions DisableDelayedExpansion
call :find_home
if defined JAVA_HOME goto java_home

rem Only the PATH is searched; cmd and where would take a program of that name in the folder one is in.
set "FLOWLOG_JAVA="
for %%J in (java.exe) do set "FLOWLOG_JAVA=%%~$PATH:J"
if defined FLOWLOG_JAVA goto check
>&2 echo flowlog: no java on the PATH; install Java 17 or newer, or set JAVA_HOME
exit /b 1

:java_home
rem Some set it with quotes around it. Those of the next lines keep an ampersand in it from being the start of a command.
set "FLOWLOG_JDK=%JAVA_HOME:"=%"
set "FLOWLOG_JAVA=%FLOWLOG_JDK%\bin\java.exe"
if exist "%FLOWLOG_JAVA%" goto check
>&2 echo flowlog: JAVA_HOME is "%FLOWLOG_JDK%", but there is no bin\java.exe in it; set it to a Java 17 or newer
exit /b 1

:check
rem The release file tells the version without starting the JVM. Where there is none, the JVM speaks for itself.
set "FLOWLOG_VERSION="
for %%D in ("%FLOWLOG_JAVA%") do set "FLOWLOG_RELEASE=%%~dpD..\release"
if exist "%FLOWLOG_RELEASE%" for /f "usebackq tokens=1,2 delims==" %%A in ("%FLOWLOG_RELEASE%") do if "%%A"=="JAVA_VERSION" set "FLOWLOG_VERSION=%%~B"
set "FLOWLOG_MAJOR="
for /f "delims=.-+_" %%V in ("%FLOWLOG_VERSION%") do set "FLOWLOG_MAJOR=%%V"
if not defined FLOWLOG_MAJOR goto run
if %FLOWLOG_MAJOR% geq 17 goto run
>&2 echo flowlog: "%FLOWLOG_JAVA%" is Java %FLOWLOG_VERSION%; flowlog needs 17 or newer: set JAVA_HOME to one
exit /b 1

:find_home
rem In a subroutine, because elsewhere this is the folder one is in when the program was called in quotes and found on the PATH.
set "FLOWLOG_HOME=%~dp0.."
exit /b 0

:run
rem The last line, so that its exit code is that of the script however the script was called.
"%FLOWLOG_JAVA%" -XX:+UseSerialGC %FLOWLOG_JAVA_OPTS% -jar "%FLOWLOG_HOME%\flowlog.jar" %*
